package dev.caresql.excel.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.caresql.error.CareSqlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files appear whole or not at all, and what Excel cannot hold is refused before. */
class WorkbookFileTest {
    @TempDir
    Path folder;

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("report.xlsx"), "old");
        assertThatThrownBy(() -> WorkbookFile.write(file, out -> {
                    out.write("half".getBytes(StandardCharsets.UTF_8));
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(CareSqlException.class)
                .hasMessageContaining("Cannot write " + file)
                .hasMessageContaining("the disk is full");
        assertThat(file).hasContent("old");
        assertThat(files()).containsExactly("report.xlsx");
    }

    @Test
    void aWholeFileTakesThePlaceOfTheOldOne() throws IOException {
        Path file = Files.writeString(folder.resolve("report.xlsx"), "old");
        WorkbookFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
        assertThat(file).hasContent("new");
        assertThat(files()).containsExactly("report.xlsx");
    }

    @Test
    void aFileThatIsReadOnlyStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("report.xlsx"), "old");
        protect(file, "r--r--r--");

        assertThatThrownBy(() -> WorkbookFile.write(file, out -> out.write(1)))
                .isInstanceOf(CareSqlException.class)
                .hasMessage(file + " is read-only; allow writing to it, or name another file");
        assertThat(file).hasContent("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-r--"})
    void theNewFileIsForTheSamePeople(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("report.xlsx"), "old");
        protect(file, permissions);

        WorkbookFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));

        assertThat(file).hasContent("new");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString(permissions));
    }

    private static void protect(Path file, String permissions) throws IOException {
        assumeTrue(
                Files.getFileAttributeView(file, PosixFileAttributeView.class) != null,
                "This file system has no permissions of POSIX");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void whatExcelCannotHoldIsRefusedWithWhatToDo() throws IOException {
        assertThatThrownBy(() -> Limits.requireRows("Table calls", 1_048_576))
                .hasMessage(
                        "Table calls has 1048576 rows, but a sheet of Excel holds 1048575 under its header; choose a"
                                + " shorter period or a part of the rows, or export to CSV");
        assertThatThrownBy(() -> Limits.requireColumns("Table calls", 16_385))
                .hasMessageContaining("has 16385 columns, but a sheet of Excel holds 16384");
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            Grid grid = new Grid(workbook.createSheet("Data"), new Looks(workbook));
            grid.text(0, 0, "x".repeat(Limits.CELL_TEXT), Look.PLAIN);
            assertThatThrownBy(() -> grid.text(1, 1, "x".repeat(Limits.CELL_TEXT + 1), Look.PLAIN))
                    .hasMessageStartingWith("Cell B2 of sheet 'Data' holds a text of 32768 characters");
            assertThatThrownBy(
                            () -> grid.formula(2, 2, new CellFormula("1+".repeat(4_096) + "1", false, 1.0), Look.PLAIN))
                    .hasMessageStartingWith("Cell C3 of sheet 'Data' needs a formula of 8193 characters");
        }
        assertThatThrownBy(() -> Names.requireSheet("x".repeat(32)))
                .hasMessageEndingWith("has 32 characters, and Excel takes 31; shorten it");
        assertThatThrownBy(() -> Names.requireSheet("a/b"))
                .hasMessageContaining("which Excel does not take; leave it out");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}

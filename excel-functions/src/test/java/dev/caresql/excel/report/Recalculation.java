package dev.caresql.excel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.excel.agreement.LibreOffice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Another program computes the formulas of a workbook anew, without the values that were written beside them. */
final class Recalculation {
    private Recalculation() {}

    /** Compares every cell with a formula; returns how many there are. */
    static int compare(Path workbook, Path folder) throws IOException {
        Path computed = computed(workbook, folder);
        int compared = 0;
        try (XSSFWorkbook ours = open(workbook);
                XSSFWorkbook theirs = open(computed)) {
            for (int i = 0; i < ours.getNumberOfSheets(); i++) {
                compared += compare(ours.getSheetAt(i), theirs.getSheetAt(i));
            }
        }
        return compared;
    }

    /** The workbook with the values that the other program computed. */
    static Path computed(Path workbook, Path folder) throws IOException {
        Path stripped = Files.copy(workbook, folder.resolve("stripped.xlsx"));
        strip(stripped);
        Path out = Files.createDirectory(folder.resolve("out"));
        new LibreOffice(folder).convert(stripped, "xlsx", out);
        return out.resolve("stripped.xlsx");
    }

    /** Takes the values of formulas out of the file. */
    private static void strip(Path workbook) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(workbook);
                Stream<Path> sheets = Files.list(zip.getPath("/xl/worksheets"))) {
            for (Path sheet : sheets.filter(Files::isRegularFile).toList()) {
                String xml = Files.readString(sheet, StandardCharsets.UTF_8);
                Files.writeString(sheet, xml.replaceAll("</f><v>[^<]*</v>", "</f>"), StandardCharsets.UTF_8);
            }
        }
    }

    private static int compare(XSSFSheet ours, XSSFSheet theirs) {
        int compared = 0;
        for (Row row : ours) {
            for (Cell cell : row) {
                if (cell.getCellType() == CellType.FORMULA) {
                    compared++;
                    Cell other = theirs.getRow(row.getRowNum()).getCell(cell.getColumnIndex());
                    String where = ours.getSheetName() + "!" + cell.getAddress() + " = " + cell.getCellFormula();
                    if (cell.getCachedFormulaResultType() == CellType.NUMERIC) {
                        double value = cell.getNumericCellValue();
                        assertThat(other.getCachedFormulaResultType()).as(where).isEqualTo(CellType.NUMERIC);
                        assertThat(other.getNumericCellValue())
                                .as(where)
                                .isEqualTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
                    } else {
                        assertThat(other.getStringCellValue()).as(where).isEqualTo(cell.getStringCellValue());
                    }
                }
            }
        }
        return compared;
    }

    private static XSSFWorkbook open(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new XSSFWorkbook(in);
        }
    }
}

package dev.caresql.excel.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.excel.WorkbookSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFName;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand hostile texts in every place that takes text from data: each comes back, and none becomes anything else. */
class HostileTextTest {
    private static final List<String> TEXTS = HostileTexts.of(10_000, 20_261_122);

    @TempDir
    Path folder;

    @Test
    void inCellsWrittenInMemoryAndStreamed() throws IOException {
        Path file = folder.resolve("cells.xlsx");
        XSSFWorkbook workbook = new XSSFWorkbook();
        Looks looks = new Looks(workbook);
        Grid grid = new Grid(workbook.createSheet("Grid"), looks);
        for (int i = 0; i < TEXTS.size(); i++) {
            grid.text(i, 0, TEXTS.get(i), Look.PLAIN);
        }
        List<TableColumn> columns = List.of(new TableColumn("text", Look.PLAIN, 20));
        TableSheet table = TableSheet.create(looks, workbook, "Stream", "Stream", columns);
        try (StreamedWorkbook streamed = new StreamedWorkbook(workbook, looks)) {
            RowStream rows = streamed.rows(table, columns);
            TEXTS.forEach(text -> rows.add(List.of(text)));
            table.fit(rows.rows());
            WorkbookFile.write(file, streamed::write);
        }

        try (XSSFWorkbook read = open(file)) {
            for (int i = 0; i < TEXTS.size(); i++) {
                assertText(read.getSheet("Grid").getRow(i).getCell(0), TEXTS.get(i));
                assertText(read.getSheet("Stream").getRow(i + 1).getCell(0), TEXTS.get(i));
            }
        }
        assertHarmless(file);
    }

    private static void assertText(XSSFCell cell, String text) {
        assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
        assertThat(cell.getStringCellValue()).isEqualTo(text);
        assertThat(cell.getCellStyle().getQuotePrefixed()).isEqualTo(SafeText.needsQuotePrefix(text));
    }

    @Test
    void inNamesOfSheets() throws IOException {
        // A workbook of ten thousand sheets takes minutes; each of these has two hundred.
        for (int part = 0; part < TEXTS.size(); part += 200) {
            Path file = folder.resolve("sheets.xlsx");
            List<String> names = new ArrayList<>();
            try (XSSFWorkbook workbook = new XSSFWorkbook()) {
                for (String text : TEXTS.subList(part, part + 200)) {
                    String name = Names.sheet(text, names);
                    Names.requireSheet(name);
                    if (isLegalSheet(text, names)) {
                        assertThat(name).isEqualTo(text);
                    }
                    names.add(name);
                    workbook.createSheet(name);
                }
                String last = names.get(names.size() - 1);
                workbook.getSheet(last).createRow(0).createCell(0).setCellFormula(Names.reference(last, "$A$2"));
                WorkbookFile.write(file, workbook::write);
            }
            try (XSSFWorkbook read = open(file)) {
                List<String> found = new ArrayList<>();
                read.sheetIterator().forEachRemaining(sheet -> found.add(sheet.getSheetName()));
                assertThat(found).isEqualTo(names);
            }
            if (part == 0) {
                assertThat(WorkbookSchemas.violations(file)).isEmpty();
            }
        }
    }

    private static boolean isLegalSheet(String text, List<String> taken) {
        try {
            Names.requireSheet(text);
        } catch (RuntimeException e) {
            return false;
        }
        return taken.stream().noneMatch(other -> other.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)));
    }

    @Test
    void inColumnsOfTables() throws IOException {
        Path file = folder.resolve("columns.xlsx");
        List<TableColumn> columns = TEXTS.stream()
                .map(text -> new TableColumn(text, Look.PLAIN, 10))
                .toList();
        XSSFWorkbook workbook = new XSSFWorkbook();
        Looks looks = new Looks(workbook);
        TableSheet table = TableSheet.create(looks, workbook, "Data", "Data", columns);
        try (StreamedWorkbook streamed = new StreamedWorkbook(workbook, looks)) {
            WorkbookFile.write(file, streamed::write);
        }

        try (XSSFWorkbook read = open(file)) {
            XSSFTable found = read.getTable("Data");
            for (int i = 0; i < TEXTS.size(); i++) {
                XSSFCell header = read.getSheet("Data").getRow(0).getCell(i);
                assertThat(header.getCellType()).isEqualTo(CellType.STRING);
                assertThat(header.getStringCellValue()).isEqualTo(table.columns().get(i));
                assertThat(SafeText.read(found.getColumns().get(i).getName())).isEqualTo(table.columns().get(i));
                if (TEXTS.get(i).codePoints().allMatch(c -> c >= ' ' && c < 0xD800) && TEXTS.get(i).length() < 200) {
                    assertThat(table.columns().get(i).replaceAll("_[0-9]+$", ""))
                            .isEqualToIgnoringCase(
                                    (TEXTS.get(i).isBlank() ? "_" : TEXTS.get(i)).replaceAll("_[0-9]+$", ""));
                }
            }
            assertThat(table.columns().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                    .doesNotHaveDuplicates();
        }
        assertHarmless(file);
    }

    @Test
    void inDefinedNamesAndTheirComments() throws IOException {
        Path file = folder.resolve("names.xlsx");
        List<String> names = new ArrayList<>();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            workbook.createSheet("Data");
            for (String text : TEXTS) {
                String legal = Names.defined(text, names);
                assertThat(Names.isDefined(legal)).as(legal).isTrue();
                if (Names.isDefined(text) && names.stream().noneMatch(text::equalsIgnoreCase)) {
                    assertThat(legal).isEqualTo(text);
                }
                names.add(legal);
                XSSFName name = workbook.createName();
                name.setNameName(legal);
                name.setRefersToFormula("Data!$A$1");
                name.setComment(NameComments.stored(text));
            }
            WorkbookFile.write(file, workbook::write);
        }
        try (XSSFWorkbook read = open(file)) {
            for (int i = 0; i < TEXTS.size(); i++) {
                XSSFName name = read.getName(names.get(i));
                assertThat(name.getRefersToFormula()).isEqualTo("Data!$A$1");
                String comment = SafeText.read(name.getComment() == null ? "" : name.getComment());
                assertThat(TEXTS.get(i)).startsWith(comment.replaceAll("…$", ""));
                if (SafeText.stored(TEXTS.get(i)).length() <= Limits.NAME) {
                    assertThat(comment).isEqualTo(TEXTS.get(i));
                }
            }
        }
        assertHarmless(file);
    }

    @Test
    void inCommentsOfCells() throws IOException {
        Path file = folder.resolve("comments.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            XSSFSheet sheet = workbook.createSheet("Data");
            var drawing = sheet.createDrawingPatriarch();
            for (int i = 0; i < TEXTS.size(); i++) {
                XSSFCell cell = sheet.createRow(i).createCell(0);
                var comment = drawing.createCellComment(drawing.createAnchor(0, 0, 0, 0, 1, i, 3, i + 2));
                comment.setString(new XSSFRichTextString(SafeText.stored(TEXTS.get(i))));
                cell.setCellComment(comment);
            }
            WorkbookFile.write(file, workbook::write);
        }
        try (XSSFWorkbook read = open(file)) {
            for (int i = 0; i < TEXTS.size(); i++) {
                Cell cell = read.getSheet("Data").getRow(i).getCell(0);
                assertThat(cell.getCellComment().getString().getString()).isEqualTo(TEXTS.get(i));
            }
        }
        assertHarmless(file);
    }

    private static XSSFWorkbook open(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new XSSFWorkbook(in);
        }
    }

    private static void assertHarmless(Path file) throws IOException {
        assertThat(WorkbookSchemas.violations(file)).isEmpty();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName().toLowerCase(Locale.ROOT)))
                    .noneMatch(part -> part.contains("externallink") || part.contains("vba") || part.contains("connection"));
            for (var part : zip.stream().filter(entry -> entry.getName().contains("worksheets/sheet")).toList()) {
                String xml = new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8);
                assertThat(xml.contains("<f>") || xml.contains("<f ") || xml.contains("<hyperlink")).isFalse();
            }
        }
    }
}

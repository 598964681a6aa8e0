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

    private static final int COMMENTS_OF_SHEET = 100;
    private static final int COLUMNS_OF_TABLE = 40;
    private static final int NAMES_OF_WORKBOOK = 500;

    @TempDir
    Path folder;

    @Test
    void inCellsWrittenInMemoryAndStreamed() throws IOException {
        assertThat(WorkbookSchemas.violations(cellsWrittenInMemoryAndStreamed(TEXTS)))
                .isEmpty();
    }

    private Path cellsWrittenInMemoryAndStreamed(List<String> texts) throws IOException {
        Path file = folder.resolve("cells.xlsx");
        XSSFWorkbook workbook = new XSSFWorkbook();
        Looks looks = new Looks(workbook);
        Grid grid = new Grid(workbook.createSheet("Grid"), looks);
        for (int i = 0; i < texts.size(); i++) {
            grid.text(i, 0, texts.get(i), Look.PLAIN);
        }
        List<TableColumn> columns = List.of(new TableColumn("text", Look.PLAIN, 20));
        TableSheet table = TableSheet.create(looks, workbook, "Stream", "Stream", columns);
        try (StreamedWorkbook streamed = new StreamedWorkbook(workbook, looks)) {
            RowStream rows = streamed.rows(table, columns);
            texts.forEach(text -> rows.add(List.of(text)));
            table.fit(rows.rows());
            WorkbookFile.write(file, streamed::write);
        }

        try (XSSFWorkbook read = open(file)) {
            for (int i = 0; i < texts.size(); i++) {
                assertText(read.getSheet("Grid").getRow(i).getCell(0), texts.get(i));
                assertText(read.getSheet("Stream").getRow(i + 1).getCell(0), texts.get(i));
            }
        }
        assertHarmless(file);
        return file;
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
            assertThat(WorkbookSchemas.violations(file)).isEmpty();
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
        assertThat(WorkbookSchemas.violations(columnsOfTables(TEXTS))).isEmpty();
    }

    private Path columnsOfTables(List<String> texts) throws IOException {
        Path file = folder.resolve("columns.xlsx");
        List<TableSheet> tables = new ArrayList<>();
        XSSFWorkbook workbook = new XSSFWorkbook();
        Looks looks = new Looks(workbook);
        // The library looks at all columns of a sheet for each.
        for (int first = 0; first < texts.size(); first += COLUMNS_OF_TABLE) {
            List<String> part = texts.subList(first, Math.min(texts.size(), first + COLUMNS_OF_TABLE));
            List<TableColumn> columns = part.stream()
                    .map(text -> new TableColumn(text, Look.PLAIN, 10))
                    .toList();
            String name = "Data" + tables.size();
            tables.add(TableSheet.create(looks, workbook, name, name + "_", columns));
        }
        try (StreamedWorkbook streamed = new StreamedWorkbook(workbook, looks)) {
            WorkbookFile.write(file, streamed::write);
        }
        try (XSSFWorkbook read = open(file)) {
            for (int i = 0; i < texts.size(); i++) {
                TableSheet table = tables.get(i / COLUMNS_OF_TABLE);
                String name = table.columns().get(i % COLUMNS_OF_TABLE);
                XSSFTable found = read.getTable(table.name());
                XSSFCell header =
                        read.getSheet(table.sheet().getSheetName()).getRow(0).getCell(i % COLUMNS_OF_TABLE);
                assertThat(header.getCellType()).isEqualTo(CellType.STRING);
                assertThat(header.getStringCellValue()).isEqualTo(name);
                assertThat(SafeText.read(
                                found.getColumns().get(i % COLUMNS_OF_TABLE).getName()))
                        .isEqualTo(name);
                String text = texts.get(i);
                if (!text.isBlank()
                        && text.length() < 200
                        && text.codePoints().allMatch(c -> c >= 0xA0 && c < 0xD800 || c >= ' ' && c < 0x7F)
                        && !text.contains("_x")) {
                    assertThat(name.replaceAll("_[0-9]+$", "")).isEqualTo(text.replaceAll("_[0-9]+$", ""));
                }
            }
            for (TableSheet table : tables) {
                assertThat(table.columns().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                        .doesNotHaveDuplicates();
            }
        }
        assertHarmless(file);
        return file;
    }

    @Test
    void inDefinedNamesAndTheirComments() throws IOException {
        for (int part = 0; part < TEXTS.size(); part += NAMES_OF_WORKBOOK) {
            Path file = definedNamesAndTheirComments(TEXTS.subList(part, part + NAMES_OF_WORKBOOK));
            assertThat(WorkbookSchemas.violations(file)).isEmpty();
        }
    }

    private Path definedNamesAndTheirComments(List<String> texts) throws IOException {
        Path file = folder.resolve("names.xlsx");
        List<String> names = new ArrayList<>();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            workbook.createSheet("Data");
            for (String text : texts) {
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
            for (int i = 0; i < texts.size(); i++) {
                XSSFName name = read.getName(names.get(i));
                assertThat(name.getRefersToFormula()).isEqualTo("Data!$A$1");
                String comment = SafeText.read(name.getComment() == null ? "" : name.getComment());
                assertThat(texts.get(i)).startsWith(comment.replaceAll("…$", ""));
                if (NameComments.stored(texts.get(i)).indexOf('…') < 0) {
                    assertThat(comment).isEqualTo(texts.get(i));
                }
            }
        }
        assertHarmless(file);
        return file;
    }

    @Test
    void inCommentsOfCells() throws IOException {
        // The boxes of comments are drawn in a language older than the schemas.
        assertThat(WorkbookSchemas.violations(commentsOfCells(TEXTS)))
                .allMatch(violation -> violation.startsWith("xl/drawings/vmlDrawing"));
    }

    private Path commentsOfCells(List<String> texts) throws IOException {
        Path file = folder.resolve("comments.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            XSSFSheet sheet = workbook.createSheet();
            for (String text : texts) {
                // The library looks at all comments of a sheet for each.
                if (sheet.getPhysicalNumberOfRows() == COMMENTS_OF_SHEET) {
                    sheet = workbook.createSheet();
                }
                int row = sheet.getPhysicalNumberOfRows();
                XSSFCell cell = sheet.createRow(row).createCell(0);
                var drawing = sheet.createDrawingPatriarch();
                var comment = drawing.createCellComment(drawing.createAnchor(0, 0, 0, 0, 1, row, 3, row + 2));
                comment.setString(new XSSFRichTextString(SafeText.stored(text)));
                cell.setCellComment(comment);
            }
            WorkbookFile.write(file, workbook::write);
        }
        try (XSSFWorkbook read = open(file)) {
            for (int i = 0; i < texts.size(); i++) {
                XSSFCell cell = read.getSheetAt(i / COMMENTS_OF_SHEET)
                        .getRow(i % COMMENTS_OF_SHEET)
                        .getCell(0);
                assertThat(cell.getCellComment().getString().getString()).isEqualTo(texts.get(i));
            }
        }
        assertHarmless(file);
        return file;
    }

    private static XSSFWorkbook open(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new XSSFWorkbook(in);
        }
    }

    private static void assertHarmless(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName().toLowerCase(Locale.ROOT)))
                    .noneMatch(part ->
                            part.contains("externallink") || part.contains("vba") || part.contains("connection"));
            for (var part : zip.stream()
                    .filter(entry -> entry.getName().contains("worksheets/sheet"))
                    .toList()) {
                String xml = new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8);
                assertThat(xml.contains("<f>") || xml.contains("<f ") || xml.contains("<hyperlink"))
                        .isFalse();
            }
        }
    }
}

package dev.caresql.excel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookSchemasTest {
    @TempDir
    Path folder;

    @Test
    void aPlainWorkbookIsValid() throws IOException {
        assertThat(WorkbookSchemas.violations(workbook())).isEmpty();
    }

    @Test
    void aPartWithAWrongElementIsNamed() throws IOException {
        Path workbook = workbook();
        replace(workbook, "/xl/worksheets/sheet1.xml", "<sheetData>", "<sheetDatum/><sheetData>");

        assertThat(WorkbookSchemas.violations(workbook))
                .singleElement()
                .asString()
                .startsWith("xl/worksheets/sheet1.xml: ")
                .contains("sheetDatum");
    }

    @Test
    void aPartThatNoSchemaKnowsIsNamed() throws IOException {
        Path workbook = workbook();
        replace(workbook, "/xl/styles.xml", "styleSheet", "stylishSheet");

        assertThat(WorkbookSchemas.violations(workbook))
                .singleElement()
                .asString()
                .startsWith("xl/styles.xml: no schema knows ");
    }

    private Path workbook() throws IOException {
        Path path = folder.resolve("plain.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(path)) {
            XSSFSheet sheet = workbook.createSheet("Data");
            sheet.createRow(0).createCell(0).setCellValue(" kept spaces ");
            workbook.write(out);
        }
        return path;
    }

    private static void replace(Path workbook, String part, String text, String by) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(workbook)) {
            Path inside = zip.getPath(part);
            String xml = Files.readString(inside, StandardCharsets.UTF_8);
            assertThat(xml).contains(text);
            Files.writeString(inside, xml.replace(text, by), StandardCharsets.UTF_8);
        }
    }
}

package dev.caresql.excel.poi;

import static dev.caresql.excel.TestingCatalog.COMPILER;
import static dev.caresql.excel.TestingCatalog.FORMULAS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.excel.formula.ExcelFormulas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class WorkbookKpisTest {
    private final Workbook workbook = new XSSFWorkbook();
    private final Sheet sheet = workbook.createSheet("Scores");

    @Test
    void theExampleOfTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String example = """
                ExcelFormulas formulas = new ExcelFormulas(new FormulaCompiler(catalog));
                try (WorkbookKpis kpis = WorkbookKpis.register(workbook, formulas)) {
                    sheet.createRow(0).createCell(1).setCellFormula("NPS(A2:A100)");
                    workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
                }
                """;
        assertThat(readme.replaceAll("(?m)^ +", "")).contains(example.replaceAll("(?m)^ +", ""));

        scores(10, 10, 9, 8, 3);
        ExcelFormulas formulas = new ExcelFormulas(COMPILER);
        try (WorkbookKpis kpis = WorkbookKpis.register(workbook, formulas)) {
            sheet.createRow(0).createCell(1).setCellFormula("NPS(A2:A100)");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            assertThat(kpis).isNotNull();
        }
        assertThat(sheet.getRow(0).getCell(1).getNumericCellValue()).isEqualTo(40);
    }

    @Test
    void whatIsNoScoreCountsForNothing() {
        scores(10, 3, 11, 8.5);
        sheet.createRow(10).createCell(0).setCellValue("9");
        sheet.createRow(11).createCell(0).setCellValue(true);
        sheet.createRow(12).createCell(0).setCellFormula("1/0");

        assertThat(value("NPS(A2:A100)")).isEqualTo("0.0");
        assertThat(value("SURVEY_COUNT(A2:A100)")).isEqualTo("3.0");
    }

    @Test
    void nothingToCountIsNotAvailable() {
        assertThat(value("NPS(A2:A100)")).isEqualTo("#N/A");
        assertThat(value("ROUND(NPS(A2:A100),1)")).isEqualTo("#N/A");
    }

    @Test
    void optionsAreLeftOutByCommas() {
        scores(1, 5, 7, 9);

        assertThat(value("CSAT(A2:A100)")).isEqualTo("50.0");
        assertThat(value("CSAT(A2:A100,10,7)")).isEqualTo("50.0");
        assertThat(value("CSAT(A2:A100,,5)")).isEqualTo("50.0");
        assertThat(value("csat(A2:A100,10)")).isEqualTo("75.0");
    }

    @Test
    void aWrongCallIsAnError() {
        scores(1);

        assertThat(value("NPS()")).isEqualTo("#VALUE!");
        assertThat(value("NPS(A2:A3,TRUE,5)")).isEqualTo("#VALUE!");
        assertThat(value("BRAND_AWARENESS(A2:A3,\"ADIED\")")).isEqualTo("#VALUE!");
    }

    @Test
    void openItemsAreJudgedAtTheCellThatIsNamedAsOf() {
        sheet.createRow(1).createCell(0).setCellValue(45_000);
        sheet.createRow(2).createCell(0).setCellValue(45_010);
        assertThat(value("TICKET_BACKLOG(A2:A3,B2:B3)")).isEqualTo("0.0");

        sheet.createRow(5).createCell(3).setCellValue(45_005.5);
        Name asOf = workbook.createName();
        asOf.setNameName("AS_OF");
        asOf.setRefersToFormula("Scores!$D$6");
        assertThat(value("TICKET_BACKLOG(A2:A3,B2:B3)")).isEqualTo("1.0");
    }

    @Test
    void namesAreMarkedAsFunctionsOnlyWhileItIsOpen() {
        scores(10);
        Name name = workbook.createName();
        name.setNameName("NPS");
        name.setRefersToFormula("1");

        assertThat(value("NPS(A2:A3)")).isEqualTo("100.0");
        assertThat(name.isFunctionName()).isFalse();
    }

    private void scores(double... scores) {
        for (int i = 0; i < scores.length; i++) {
            sheet.createRow(i + 1).createCell(0).setCellValue(scores[i]);
        }
    }

    private String value(String formula) {
        try (WorkbookKpis kpis = WorkbookKpis.register(workbook, FORMULAS)) {
            assertThat(kpis).isNotNull();
            sheet.setArrayFormula(formula, new CellRangeAddress(0, 0, 5, 5));
            Cell cell = sheet.getRow(0).getCell(5);
            return workbook.getCreationHelper()
                    .createFormulaEvaluator()
                    .evaluate(cell)
                    .formatAsString();
        }
    }
}

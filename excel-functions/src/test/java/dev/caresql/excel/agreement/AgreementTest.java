package dev.caresql.excel.agreement;

import static dev.caresql.excel.TestingCatalog.COMPILER;
import static dev.caresql.excel.TestingCatalog.FORMULAS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.excel.WorkbookSchemas;
import dev.caresql.excel.formula.ClassicCall;
import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.excel.functions.DynamicArrays;
import dev.caresql.excel.functions.FunctionWorkbook;
import dev.caresql.excel.poi.WorkbookKpis;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellValue;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every KPI that a worksheet can say gives the number that SQL gives, in every program. */
class AgreementTest {
    private static final long SEED = 20251122;
    private static final List<Questions> ALL = new ArrayList<>();
    private static final Map<String, Double> EXPECTED = new LinkedHashMap<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void askSql() throws IOException, SQLException {
        for (ExcelKpi kpi : FORMULAS.kpis()) {
            ALL.add(Questions.about(kpi, COMPILER, SEED + ALL.size()));
        }
        try (SqlAnswers sql = new SqlAnswers(ALL)) {
            for (Questions questions : ALL) {
                EXPECTED.putAll(sql.answers(questions));
            }
        }
    }

    @Test
    void theQuestionsTellSomething() {
        assertThat(EXPECTED.values())
                .filteredOn(value -> !value.isNaN() && value != 0)
                .hasSizeGreaterThan(EXPECTED.size() / 2);
    }

    @Test
    void functionsOfApachePoi() throws IOException {
        Sheets sheets = new Sheets(ALL);
        Map<String, Double> actual = new LinkedHashMap<>();
        try (WorkbookKpis registered = WorkbookKpis.register(sheets.workbook(), FORMULAS)) {
            assertThat(registered).isNotNull();
            int row = 0;
            for (Questions questions : ALL) {
                for (Call call : questions.calls()) {
                    sheets.row(row, call);
                    sheets.answers()
                            .setArrayFormula(
                                    call.typed(sheets.ranges(questions)), new CellRangeAddress(row, row, 1, 1));
                    row++;
                }
            }
            FormulaEvaluator evaluator = sheets.workbook().getCreationHelper().createFormulaEvaluator();
            for (int i = 0; i < row; i++) {
                CellValue value = evaluator.evaluate(sheets.answers().getRow(i).getCell(1));
                actual.put(
                        sheets.answers().getRow(i).getCell(0).getStringCellValue(), Answer.of(value.formatAsString()));
            }
        }
        Answer.compare(actual, EXPECTED, "Apache POI");
    }

    @Test
    void classicFormulasInLibreOffice() throws IOException {
        LibreOffice libreOffice = new LibreOffice(folder);
        libreOffice.convert(
                classicWorkbook(),
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1",
                folder.resolve("libreoffice"));
        Answer.compare(Answer.ofCsv(onlyFile(folder.resolve("libreoffice"))), EXPECTED, "LibreOffice");
    }

    @Test
    void classicFormulasInGnumeric() throws IOException {
        Program ssconvert = Program.required("ssconvert");
        Path workbook = classicWorkbook();
        Path csv = folder.resolve("gnumeric.csv");
        ssconvert.run(
                folder,
                "--recalc",
                "-T",
                "Gnumeric_stf:stf_assistant",
                "-O",
                "separator=, format=raw sheet=Answers",
                workbook.toString(),
                csv.toString());
        Answer.compare(Answer.ofCsv(csv), EXPECTED, "Gnumeric");
    }

    @Test
    void lambdasInUniver() throws IOException {
        Univer univer = Univer.required();
        Sheets sheets = new Sheets(ALL);
        int row = 0;
        for (Questions questions : ALL) {
            for (Call call : questions.calls()) {
                XSSFCell cell = (XSSFCell) sheets.row(row++, call).getCell(1);
                DynamicArrays.write(cell, call.typed(sheets.ranges(questions)), Double.NaN);
            }
        }
        FunctionWorkbook.addNames(sheets.workbook(), FORMULAS.kpis());
        Path file = folder.resolve("lambda.xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            sheets.workbook().write(out);
        }
        assertThat(WorkbookSchemas.violations(file)).isEmpty();
        Map<String, Double> actual = new LinkedHashMap<>();
        for (Univer.Result result : univer.evaluate(file)) {
            int at = Integer.parseInt(result.cell().substring(1)) - 1;
            actual.put(sheets.answers().getRow(at).getCell(0).getStringCellValue(), Answer.of(result.value()));
        }
        Answer.compare(actual, EXPECTED, "Univer");
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static Path classicWorkbook() throws IOException {
        Sheets sheets = new Sheets(ALL);
        int row = 0;
        for (Questions questions : ALL) {
            for (Call call : questions.calls()) {
                Function<String, String> ranges = sheets.ranges(questions);
                String formula = call.kpi().classic(new ClassicCall(call.arguments(ranges), call.where(ranges)));
                sheets.row(row, call);
                sheets.answers().setArrayFormula(formula, new CellRangeAddress(row, row, 1, 1));
                row++;
            }
        }
        Path file = folder.resolve("classic.xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            sheets.workbook().write(out);
        }
        return file;
    }
}

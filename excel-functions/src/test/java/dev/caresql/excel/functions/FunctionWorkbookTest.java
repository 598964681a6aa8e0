package dev.caresql.excel.functions;

import static dev.caresql.excel.TestingCatalog.COMPILER;
import static dev.caresql.excel.TestingCatalog.FORMULAS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.excel.WorkbookSchemas;
import dev.caresql.excel.agreement.Univer;
import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.excel.poi.WorkbookKpis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.StoredNames;
import org.apache.poi.xssf.usermodel.XSSFName;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionWorkbookTest {
    private static final int VALUE = 6;

    @TempDir
    static Path folder;

    private static Path file;

    @BeforeAll
    static void write() {
        file = folder.resolve("kpi-functions.xlsx");
        new FunctionWorkbook(COMPILER.catalog(), FORMULAS).write(file);
    }

    @Test
    void everyPartIsValid() {
        assertThat(WorkbookSchemas.violations(file)).isEmpty();
    }

    @Test
    void everySheetIsSetUpForPrinting() throws IOException {
        try (XSSFWorkbook workbook = read(file)) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(3);
            workbook.sheetIterator().forEachRemaining(sheet -> {
                assertThat(sheet.getFitToPage()).as(sheet.getSheetName()).isTrue();
                assertThat(sheet.getPrintSetup().getLandscape())
                        .as(sheet.getSheetName())
                        .isTrue();
                assertThat(sheet.getFooter().getRight()).contains("&P");
            });
            assertThat(workbook.getSheet("KPI functions").getPrintSetup().getFitWidth())
                    .isEqualTo((short) 2);
            assertThat(workbook.getSheet("KPI functions").getRepeatingColumns().getLastColumn())
                    .isZero();
        }
    }

    @Test
    void everyKpiIsANameWithAComment() throws IOException {
        try (XSSFWorkbook workbook = read(file)) {
            for (ExcelKpi kpi : FORMULAS.kpis()) {
                XSSFName name = workbook.getName(kpi.name());
                assertThat(StoredNames.text(name)).isEqualTo(kpi.lambda());
                assertThat(name.getComment()).isNotBlank().hasSizeLessThanOrEqualTo(255);
            }
        }
    }

    @Test
    void nothingIsStoredThatExcelWouldRepair() throws IOException {
        try (XSSFWorkbook workbook = read(file)) {
            for (XSSFName name : workbook.getAllNames()) {
                assertThat(StoredNames.text(name))
                        .as(name.getNameName())
                        .doesNotContainPattern("(?<![.\\w])(LAMBDA|LET|ISOMITTED|UNIQUE|FILTER)\\(");
            }
            assertThat(workbook.getPackage().containPart(PackagingURIHelper.createPartName("/xl/metadata.xml")))
                    .isTrue();
            assertThat(workbook.getPackage().containPart(PackagingURIHelper.createPartName("/xl/calcChain.xml")))
                    .isFalse();
            assertThat(workbook.getForceFormulaRecalculation()).isTrue();
            for (XSSFTable table : workbook.getSheet("Examples").getTables()) {
                Row header = workbook.getSheet("Examples").getRow(table.getStartRowIndex());
                for (int i = 0; i < table.getColumnCount(); i++) {
                    assertThat(header.getCell(i).getStringCellValue())
                            .isEqualTo(table.getColumns().get(i).getName());
                }
            }
        } catch (InvalidFormatException e) {
            throw new IOException(e);
        }
    }

    @Test
    void liveExamplesHoldTheValuesThatTheFunctionsGive() throws IOException {
        try (XSSFWorkbook workbook = read(file);
                WorkbookKpis kpis = WorkbookKpis.register(workbook, FORMULAS)) {
            assertThat(kpis).isNotNull();
            FormulaEvaluator evaluator = workbook.getCreationHelper().createFormulaEvaluator();
            List<Cell> live = live(workbook);
            assertThat(live)
                    .extracting(cell -> cell.getCellFormula().replaceFirst("\\(.*", ""))
                    .containsExactlyElementsOf(
                            FORMULAS.kpis().stream().map(ExcelKpi::name).toList());
            for (Cell cell : live) {
                double stored = cell.getNumericCellValue();
                assertThat(evaluator.evaluate(cell).getNumberValue())
                        .as(cell.getCellFormula())
                        .isCloseTo(stored, within(1e-9 * Math.max(1, Math.abs(stored))));
            }
        }
    }

    @Test
    void writtenAgainByPoiItIsTheSame() throws IOException {
        Path again = folder.resolve("again.xlsx");
        try (XSSFWorkbook workbook = read(file);
                var out = Files.newOutputStream(again)) {
            workbook.write(out);
        }
        assertThat(WorkbookSchemas.violations(again)).isEmpty();
        try (XSSFWorkbook workbook = read(again)) {
            Cell nps = live(workbook).get(0);
            assertThat(nps.getCellFormula()).isEqualTo("NPS(Example_NPS[score])");
            assertThat(nps.getNumericCellValue()).isEqualTo(30);
            assertThat(StoredNames.text(Objects.requireNonNull(workbook.getName("NPS"))))
                    .isEqualTo(FORMULAS.find("NPS").orElseThrow().lambda());
        }
    }

    @Test
    void aTemplateIsATemplate() throws IOException {
        Path template = folder.resolve("kpi-functions.xltx");
        new FunctionWorkbook(COMPILER.catalog(), FORMULAS).write(template);
        assertThat(WorkbookSchemas.violations(template)).isEmpty();
        try (ZipFile zip = new ZipFile(template.toFile());
                InputStream types = zip.getInputStream(zip.getEntry("[Content_Types].xml"))) {
            assertThat(new String(types.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("spreadsheetml.template.main+xml")
                    .doesNotContain("spreadsheetml.sheet.main+xml");
        }
    }

    @Test
    void importedIntoUniverItsCellsHaveTheValuesThatItShows() throws IOException {
        List<Univer.Result> results = Univer.required().evaluate(file);
        assertThat(results).hasSameSizeAs(FORMULAS.kpis()).allSatisfy(result -> {
            double stored = Double.parseDouble(result.stored());
            assertThat(Double.parseDouble(result.value()))
                    .as("%s!%s", result.sheet(), result.cell())
                    .isCloseTo(stored, within(1e-9 * Math.max(1, Math.abs(stored))));
        });
    }

    private static List<Cell> live(XSSFWorkbook workbook) {
        List<Cell> live = new ArrayList<>();
        for (Row row : workbook.getSheet("KPI functions")) {
            Cell cell = row.getCell(VALUE);
            if (cell != null && cell.getCellType() == CellType.FORMULA) {
                live.add(cell);
            }
        }
        return live;
    }

    private static XSSFWorkbook read(Path workbook) throws IOException {
        try (InputStream in = Files.newInputStream(workbook)) {
            return new XSSFWorkbook(in);
        }
    }
}

package dev.caresql.excel.agreement;

import static dev.caresql.excel.TestingCatalog.COMPILER;
import static dev.caresql.excel.TestingCatalog.FORMULAS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.catalog.ScalarFunction;
import dev.caresql.sql.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions of one row, over cells, give what SQL gives, whatever is in the cells. */
class ScalarAgreementTest {
    private static final int CASES_OF_FUNCTION = 150;
    private static final int COLUMNS_OF_QUERY = 200;
    private static final int ANSWER = 30;
    private static final double[] NUMBERS = {0, 1, -5, 40, 79.9999, 80, 90, 99.5, 100, 120, 250, 0.25, -0.5};
    private static final List<String> JUNK = List.of("", "n/a", "90");

    /** Which values a cell holds; a text is NULL where a number is wanted. */
    private final Random random = new Random(20_261_123);

    @TempDir
    static Path folder;

    private static final List<String> SQL = new ArrayList<>();
    private static final List<@Nullable Object> EXPECTED = new ArrayList<>();

    @BeforeAll
    static void write() throws IOException, SQLException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(folder.resolve("scalars.xlsx"))) {
            XSSFSheet sheet = workbook.createSheet("Scalars");
            ScalarAgreementTest cases = new ScalarAgreementTest();
            for (ScalarFunction function : COMPILER.catalog().scalars()) {
                for (int i = 0; i < CASES_OF_FUNCTION; i++) {
                    SQL.add(cases.write(function, sheet.createRow(SQL.size())));
                }
            }
            workbook.write(out);
        }
        try (SqlAnswers answers = new SqlAnswers(List.of())) {
            for (int i = 0; i < SQL.size(); i += COLUMNS_OF_QUERY) {
                List<String> part = SQL.subList(i, Math.min(SQL.size(), i + COLUMNS_OF_QUERY));
                EXPECTED.addAll(answers.row("SELECT " + String.join(",\n  ", part) + " FROM (VALUES (1)) one (x)"));
            }
        }
    }

    /** Writes a call over the cells of its row and returns the same call in SQL. */
    private String write(ScalarFunction function, XSSFRow row) {
        Map<String, String> cells = new HashMap<>();
        List<String> arguments = new ArrayList<>();
        for (KpiParameter parameter : function.parameters()) {
            if (parameter.isOption() && random.nextInt(3) == 0) {
                continue;
            }
            String sql;
            if (!parameter.choices().isEmpty()) {
                String choice = parameter
                        .choices()
                        .get(random.nextInt(parameter.choices().size()));
                cells.put(parameter.name(), '"' + choice + '"');
                sql = "'" + choice + "'";
            } else {
                Cell cell = row.createCell(cells.size());
                sql = value(cell, parameter.type());
                cells.put(parameter.name(), "$" + cell.getAddress().formatAsString());
            }
            arguments.add(parameter.name() + " => " + sql);
        }
        String name = function.name().text();
        row.createCell(ANSWER).setCellFormula(FORMULAS.scalars().formula(name, cells, Map.of()));
        return name + "(" + String.join(", ", arguments) + ")";
    }

    private String value(Cell cell, ColumnType type) {
        if (type == ColumnType.BOOLEAN) {
            boolean truth = random.nextBoolean();
            cell.setCellValue(truth);
            return truth ? "TRUE" : "FALSE";
        }
        if (random.nextInt(6) == 0) {
            String junk = JUNK.get(random.nextInt(JUNK.size()));
            if (!junk.isEmpty()) {
                cell.setCellValue(junk);
            }
            return "CAST(NULL AS DOUBLE)";
        }
        double number = NUMBERS[random.nextInt(NUMBERS.length)];
        cell.setCellValue(number);
        return "CAST(" + number + " AS DOUBLE)";
    }

    @Test
    void inLibreOffice() throws IOException {
        new LibreOffice(folder).convert(folder.resolve("scalars.xlsx"), "xlsx", folder.resolve("libreoffice"));
        compare(folder.resolve("libreoffice").resolve("scalars.xlsx"));
    }

    @Test
    void inGnumeric() throws IOException {
        Path computed = folder.resolve("gnumeric.xlsx");
        Program.required("ssconvert")
                .run(folder, "--recalc", folder.resolve("scalars.xlsx").toString(), computed.toString());
        compare(computed);
    }

    private static void compare(Path computed) throws IOException {
        int values = 0;
        try (InputStream in = Files.newInputStream(computed);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            for (int i = 0; i < SQL.size(); i++) {
                Cell cell = sheet.getRow(i).getCell(ANSWER);
                Object expected = EXPECTED.get(i);
                boolean isNumber = cell.getCachedFormulaResultType() == CellType.NUMERIC;
                assertThat(cell.getCachedFormulaResultType()).as(SQL.get(i)).isNotEqualTo(CellType.ERROR);
                assertThat(isNumber).as(SQL.get(i) + " = " + expected).isEqualTo(expected instanceof Number);
                if (isNumber) {
                    double number = ((Number) requireNonNull(expected)).doubleValue();
                    assertThat(cell.getNumericCellValue())
                            .as(SQL.get(i))
                            .isEqualTo(number, within(1e-9 * Math.max(1, Math.abs(number))));
                } else {
                    assertThat(cell.getStringCellValue()).as(SQL.get(i)).isEqualTo(expected == null ? "" : expected);
                }
                values += expected == null ? 0 : 1;
            }
        }
        assertThat(values).isGreaterThan(SQL.size() / 2);
    }
}

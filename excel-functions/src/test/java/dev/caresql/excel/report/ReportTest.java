package dev.caresql.excel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.excel.WorkbookSchemas;
import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.jdbc.CareDriver;
import dev.caresql.model.ModelSettings;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of the example company, read again and compared with the table that it shows. */
class ReportTest {
    private static final Path COMPANY =
            Path.of("..", "examples", "company").toAbsolutePath().normalize();
    private static final List<String> KPIS =
            List.of("NPS", "CSAT", "AHT", "CALLS_COMPLETED", "CALLS_MISSED", "REVENUE");

    @TempDir
    private static Path folder;

    private static CareDatabase database;
    private static Connection connection;
    private static Path file;
    private static XSSFWorkbook workbook;

    @BeforeAll
    static void write() throws IOException, SQLException {
        file = folder.resolve("report.xlsx");
        database = CareDatabase.open(
                new DatabaseSettings(
                        COMPANY,
                        new ModelSettings(Optional.empty()),
                        new SnapshotSettings(Optional.of(folder), Optional.empty(), OptionalInt.empty())),
                ProgressListener.NONE);
        connection = CareDriver.connect(database, Optional.empty());
        DataSettings data =
                new DataSettings(new ExcelFormulas(database.formulas()), ZoneId.of("Asia/Ho_Chi_Minh"), 100_000);
        new ReportWriter(
                        connection,
                        new ReportRequest(
                                Period.parse("2025-11"),
                                Scope.TEAM,
                                List.of(),
                                KPIS,
                                Optional.empty(),
                                ReportRequest.Template.FULL,
                                Language.VI),
                        data,
                        ProgressListener.NONE)
                .write(file);
        try (InputStream in = Files.newInputStream(file)) {
            workbook = new XSSFWorkbook(in);
        }
    }

    @AfterAll
    static void close() throws IOException, SQLException {
        workbook.close();
        connection.close();
        database.close();
    }

    @Test
    void everyPartIsValid() {
        assertThat(WorkbookSchemas.violations(file)).isEmpty();
    }

    @Test
    void theScorecardShowsWhatTheTableScorecardSays() throws SQLException {
        Map<String, Row> lines = lines();
        int compared = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM scorecard WHERE grain_code = 'MONTH'"
                        + " AND scope_type IN ('COMPANY', 'TEAM') AND period_start = DATE '2025-11-01' AND kpi_code IN ('"
                        + String.join("', '", KPIS) + "')")) {
            while (rows.next()) {
                String key = rows.getString("kpi_code") + "|" + rows.getString("scope_type") + "|"
                        + rows.getString("scope_id");
                Row line = lines.remove(key);
                if (line == null) {
                    assertThat(Rows.number(rows, "plan")).as(key).isEmpty();
                    continue;
                }
                compared++;
                same(line, ScorecardColumn.ACTUAL, Rows.number(rows, "actual"), key);
                same(line, ScorecardColumn.PLAN, Rows.number(rows, "plan"), key);
                same(line, ScorecardColumn.ATTAINMENT, Rows.number(rows, "attainment"), key);
                same(line, ScorecardColumn.PREVIOUS, Rows.number(rows, "previous_actual"), key);
                same(line, ScorecardColumn.SCORE, Rows.number(rows, "score"), key);
                assertThat(line.getCell(ScorecardColumn.LABEL.index()).getStringCellValue())
                        .isEqualTo(rows.getString("kpi_label_vi"));
            }
        }
        assertThat(lines).isEmpty();
        assertThat(compared).isGreaterThan(20);
    }

    @Test
    void anotherProgramComputesWhatTheTableScorecardSays(@TempDir Path own) throws IOException, SQLException {
        Map<String, String> arrows = Map.of("UP", "▲", "DOWN", "▼", "FLAT", "►");
        int compared = 0;
        try (InputStream in = Files.newInputStream(Recalculation.computed(file, own));
                XSSFWorkbook computed = new XSSFWorkbook(in);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM scorecard WHERE grain_code = 'MONTH'"
                        + " AND scope_type IN ('COMPANY', 'TEAM') AND period_start = DATE '2025-11-01' AND kpi_code IN ('"
                        + String.join("', '", KPIS) + "')")) {
            Map<String, Row> lines = lines(computed);
            while (rows.next()) {
                String key = rows.getString("kpi_code") + "|" + rows.getString("scope_type") + "|"
                        + rows.getString("scope_id");
                Row line = lines.get(key);
                if (line != null) {
                    compared++;
                    same(line, ScorecardColumn.ACTUAL, Rows.number(rows, "actual"), key);
                    same(line, ScorecardColumn.ATTAINMENT, Rows.number(rows, "attainment"), key);
                    same(line, ScorecardColumn.SCORE, Rows.number(rows, "score"), key);
                    sameStatus(line, rows.getString("status"), key);
                    assertThat(line.getCell(ScorecardColumn.TREND.index()).getStringCellValue())
                            .as(key)
                            .isEqualTo(arrows.getOrDefault(Rows.text(rows, "trend"), ""));
                }
            }
        }
        assertThat(compared).isEqualTo(lines().size()).isGreaterThan(20);
    }

    /** A line without a plan says so, where SQL's status is that there is nothing to judge. */
    private static void sameStatus(Row line, String status, String key) {
        Texts texts = Texts.of(Language.VI);
        List<String> words = status.equals(Result.NO_DATA)
                ? List.of(texts.get("status.NO_DATA"), texts.get("status.NO_PLAN"))
                : List.of(texts.get("status." + status));
        assertThat(line.getCell(ScorecardColumn.STATUS.index()).getStringCellValue())
                .as(key)
                .isIn(words);
    }

    @Test
    void theScoreOfATeamIsTheKpiScorecardScore() throws SQLException {
        XSSFSheet sheet = workbook.getSheet("Bảng KPI");
        Map<String, Double> shown = new HashMap<>();
        String scope = "";
        for (Row row : sheet) {
            if (row.getRowNum() > ScorecardSheet.HEADER_ROW
                    && row.getCell(ScorecardColumn.KPI.index()) == null
                    && row.getCell(ScorecardColumn.ATTAINMENT.index()) != null) {
                scope = row.getCell(0).getStringCellValue();
                shown.put(scope, row.getCell(ScorecardColumn.ATTAINMENT.index()).getNumericCellValue());
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT t.team_name, SCORECARD_SCORE(s.attainment, s.weight_points) AS score"
                                + " FROM scorecard s JOIN teams t ON t.team_id = s.scope_id WHERE s.grain_code = 'MONTH'"
                                + " AND s.scope_type = 'TEAM' AND s.period_start = DATE '2025-11-01' AND s.kpi_code IN ('"
                                + String.join("', '", KPIS) + "') GROUP BY t.team_name")) {
            int compared = 0;
            while (rows.next()) {
                compared++;
                assertThat(shown.get("Đội " + rows.getString(1)))
                        .as(rows.getString(1))
                        .isEqualTo(rows.getDouble(2), within(1e-9));
            }
            assertThat(compared).isEqualTo(6);
        }
    }

    @Test
    void anotherProgramComputesTheSameFromTheDataSheets(@TempDir Path own) throws IOException {
        assertThat(Recalculation.compare(file, own)).isGreaterThan(150);
    }

    @Test
    void aPlanThatIsTypedInGivesTheAttainmentOfSql(@TempDir Path own) throws IOException, SQLException {
        List<Double> typed = List.of(0.0, -5.0, 0.5, 12.0, 1e6);
        Path changed = own.resolve("typed.xlsx");
        try (InputStream in = Files.newInputStream(file);
                XSSFWorkbook copy = new XSSFWorkbook(in)) {
            int next = 0;
            for (Row line : lines(copy).values()) {
                line.getCell(ScorecardColumn.PLAN.index()).setCellValue(typed.get(next++ % typed.size()));
            }
            try (OutputStream out = Files.newOutputStream(changed)) {
                copy.write(out);
            }
        }
        try (InputStream in = Files.newInputStream(Recalculation.computed(changed, own));
                XSSFWorkbook computed = new XSSFWorkbook(in);
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Row> line : lines(computed).entrySet()) {
                String attainment = "ATTAINMENT(" + literal(line.getValue(), ScorecardColumn.ACTUAL) + ", "
                        + literal(line.getValue(), ScorecardColumn.PLAN) + ", '"
                        + line.getValue()
                                .getCell(ScorecardColumn.DIRECTION.index())
                                .getStringCellValue() + "', "
                        + literal(line.getValue(), ScorecardColumn.BASELINE) + ")";
                String sql = "SELECT " + attainment + " AS attainment, STATUS(" + attainment + ") AS status,"
                        + " SCORECARD_SCORE(" + attainment + ", 1) AS score";
                try (ResultSet row = statement.executeQuery(sql)) {
                    row.next();
                    same(line.getValue(), ScorecardColumn.ATTAINMENT, Rows.number(row, "attainment"), sql);
                    same(line.getValue(), ScorecardColumn.SCORE, Rows.number(row, "score"), sql);
                    sameStatus(line.getValue(), row.getString("status"), sql);
                }
            }
        }
    }

    private static String literal(Row row, ScorecardColumn column) {
        var cell = row.getCell(column.index());
        boolean isNumber = cell != null
                && (cell.getCellType() == CellType.NUMERIC
                        || cell.getCellType() == CellType.FORMULA
                                && cell.getCachedFormulaResultType() == CellType.NUMERIC);
        return "CAST(" + (isNumber ? String.valueOf(cell.getNumericCellValue()) : "NULL") + " AS DOUBLE)";
    }

    @Test
    void mostKpisAreLiveFormulasOverTheDataSheets() {
        long live = lines().values().stream()
                .filter(line -> line.getCell(ScorecardColumn.ACTUAL.index()) != null
                        && line.getCell(ScorecardColumn.ACTUAL.index()).getCellType() == CellType.FORMULA)
                .count();
        assertThat(live).isGreaterThan(20);
        assertThat(workbook.getTable("data_interactions").getColumns())
                .extracting(column -> column.getName())
                .contains("interaction_id", "team_id", "counts_for_aht", "talk_s");
    }

    @Test
    void sheetsAreSetUpForPrintingAndReading() {
        assertThat(workbook.getNumberOfSheets()).isGreaterThanOrEqualTo(4);
        workbook.sheetIterator().forEachRemaining(sheet -> {
            assertThat(sheet.getPaneInformation()).as(sheet.getSheetName()).isNotNull();
            assertThat(sheet.getFitToPage()).as(sheet.getSheetName()).isTrue();
        });
        assertThat(workbook.getSheet("Bảng KPI").getRepeatingRows().getFirstRow())
                .isEqualTo(ScorecardSheet.HEADER_ROW);
    }

    @Test
    void everyKpiOfTheCompanyHasAChartThatBeginsWithItsData() {
        List<XSSFChart> charts =
                workbook.getSheet("Xu hướng").createDrawingPatriarch().getCharts();
        assertThat(charts).hasSize(KPIS.size() + 1);
        for (XSSFChart chart : charts) {
            List<XDDFChartData.Series> series = chart.getChartSeries().stream()
                    .flatMap(data -> IntStream.range(0, data.getSeriesCount()).mapToObj(data::getSeries))
                    .toList();
            assertThat(series)
                    .as(chart.getTitleText().getString())
                    .anyMatch(one -> value(one, 0) != 0)
                    .allMatch(one -> one.getCategoryData().getPointCount()
                            == one.getValuesData().getPointCount());
        }
        XDDFChartData.Series scores =
                charts.get(charts.size() - 1).getChartSeries().get(0).getSeries(0);
        List<Double> bars = IntStream.range(0, scores.getValuesData().getPointCount())
                .mapToObj(i -> value(scores, i))
                .toList();
        assertThat(bars).hasSizeGreaterThan(4).isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static double value(XDDFChartData.Series series, int at) {
        Number point = series.getValuesData().getPointAt(at);
        return point == null ? 0 : point.doubleValue();
    }

    @Test
    void nothingIsPrintedTooSmallToRead() {
        for (Sheet sheet : workbook) {
            if (sheet.getSheetName().startsWith("Dữ liệu")) {
                double points = 0;
                for (int column = 0; column < sheet.getRow(0).getLastCellNum(); column++) {
                    points += sheet.getColumnWidthInPixels(column) * 0.75;
                }
                int pages = sheet.getPrintSetup().getFitWidth();
                assertThat(pages * 770 / points).as(sheet.getSheetName()).isGreaterThanOrEqualTo(0.5);
            }
        }
    }

    @Test
    void theNotesSayFromWhereAttainmentIsMeasured() {
        List<String> notes = new ArrayList<>();
        workbook.getSheet("Bảng KPI").forEach(row -> {
            Cell first = row.getCell(0);
            if (first != null && first.getCellType() == CellType.STRING) {
                notes.add(first.getStringCellValue());
            }
        });

        assertThat(notes)
                .contains("Mức khởi điểm: Chỉ số người ủng hộ ròng 20.")
                .anyMatch(note -> note.endsWith("số liệu đến 31/12/2025"));
    }

    private static void same(Row line, ScorecardColumn column, OptionalDouble expected, String key) {
        var cell = line.getCell(column.index());
        boolean isNumber = cell != null
                && (cell.getCellType() == CellType.NUMERIC
                        || cell.getCellType() == CellType.FORMULA
                                && cell.getCachedFormulaResultType() == CellType.NUMERIC);
        assertThat(isNumber).as(key + " " + column).isEqualTo(expected.isPresent());
        if (isNumber) {
            assertThat(cell.getNumericCellValue())
                    .as(key + " " + column)
                    .isEqualTo(expected.getAsDouble(), within(1e-9 * Math.max(1, Math.abs(expected.getAsDouble()))));
        }
    }

    /** The lines of the scorecard by KPI, scope and member. */
    private static Map<String, Row> lines() {
        return lines(workbook);
    }

    private static Map<String, Row> lines(XSSFWorkbook workbook) {
        Map<String, Row> lines = new HashMap<>();
        XSSFSheet sheet = workbook.getSheet("Bảng KPI");
        for (int i = ScorecardSheet.HEADER_ROW + 1; i <= sheet.getLastRowNum(); i++) {
            XSSFRow row = sheet.getRow(i);
            if (row != null && row.getCell(ScorecardColumn.KPI.index()) != null) {
                lines.put(
                        row.getCell(ScorecardColumn.KPI.index()).getStringCellValue() + "|"
                                + row.getCell(ScorecardColumn.SCOPE.index()).getStringCellValue() + "|"
                                + row.getCell(ScorecardColumn.SCOPE_ID.index()).getStringCellValue(),
                        row);
            }
        }
        return lines;
    }
}

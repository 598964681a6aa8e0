package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.jdbc.CareDriver;
import dev.caresql.model.ModelSettings;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** KPIs of several tables, those that judge open items, and those that stay values: in the cell, and as the definitions say. */
class LiveFormulasTest {
    private static final Path COMPANY =
            Path.of("..", "examples", "company").toAbsolutePath().normalize();
    private static final List<String> SPANNING = List.of("COST_PER_CONTACT", "CAC", "NET_MARGIN");
    private static final List<String> JUDGING = List.of("CALLBACK_KEPT_RATE", "SLA_COMPLIANCE", "RESOLUTION_RATE");
    private static final List<String> FIXED = List.of("NPS_LAST", "PERIOD_CHURN_RATE");
    private static final int DATA_ROWS = 600;

    @TempDir
    private static Path folder;

    private static Path file;
    private static final Map<String, Cell> ACTUAL = new HashMap<>();
    private static final Map<String, String> ORIGINS = new HashMap<>();

    @BeforeAll
    static void write() throws IOException, SQLException {
        file = folder.resolve("report.xlsx");
        List<String> kpis = new ArrayList<>(SPANNING);
        kpis.addAll(JUDGING);
        kpis.addAll(FIXED);
        kpis.add("OCCUPANCY");
        DatabaseSettings settings = new DatabaseSettings(
                COMPANY,
                new ModelSettings(Optional.empty()),
                new SnapshotSettings(Optional.of(folder), Optional.empty(), OptionalInt.empty()));
        try (CareDatabase database = CareDatabase.open(settings, ProgressListener.NONE);
                Connection connection = CareDriver.connect(database, Optional.empty())) {
            ReportRequest request = new ReportRequest(
                    Period.parse("2025-11"),
                    Scope.COMPANY,
                    List.of(),
                    kpis,
                    Optional.empty(),
                    ReportRequest.Template.FULL,
                    Language.EN);
            DataSettings data =
                    new DataSettings(new ExcelFormulas(database.formulas()), ZoneId.of("Asia/Ho_Chi_Minh"), DATA_ROWS);
            new ReportWriter(connection, request, data, ProgressListener.NONE).write(file);
        }
        try (InputStream in = Files.newInputStream(file);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            for (Row row : workbook.getSheet("Scorecard")) {
                Cell kpi = row.getCell(ScorecardColumn.KPI.index());
                if (row.getRowNum() > ScorecardSheet.HEADER_ROW && kpi != null) {
                    ACTUAL.put(kpi.getStringCellValue(), row.getCell(ScorecardColumn.ACTUAL.index()));
                }
            }
            for (Row row : workbook.getSheet("Definitions")) {
                if (row.getCell(6) != null) {
                    ORIGINS.put(
                            row.getCell(1).getStringCellValue(), row.getCell(6).getStringCellValue());
                }
            }
            assertThat(workbook.getName("AS_OF").getRefersToFormula()).isEqualTo("'Definitions'!$B$3");
        }
    }

    private static Cell actual(String kpi) {
        return requireNonNull(ACTUAL.get(kpi), kpi);
    }

    @Test
    void aKpiOfSeveralTablesIsAFormulaOverAllOfThem() {
        for (String kpi : SPANNING) {
            assertThat(actual(kpi).getCellType()).as(kpi).isEqualTo(CellType.FORMULA);
            assertThat(ORIGINS.get(kpi)).as(kpi).startsWith("live formula over tables data_");
        }
        assertThat(actual("CAC").getCellFormula())
                .contains("data_marketing_spend[")
                .contains("data_customers[");
    }

    @Test
    void aKpiThatJudgesOpenItemsReadsTheInstantFromItsCell() {
        for (String kpi : JUDGING) {
            assertThat(actual(kpi).getCellType()).as(kpi).isEqualTo(CellType.FORMULA);
            assertThat(actual(kpi).getCellFormula()).as(kpi).contains("AS_OF");
        }
    }

    @Test
    void whatStaysAValueSaysWhy() {
        for (String kpi : FIXED) {
            assertThat(actual(kpi).getCellType()).as(kpi).isEqualTo(CellType.NUMERIC);
            assertThat(ORIGINS.get(kpi)).as(kpi).startsWith("value from the database: a worksheet lacks ");
        }
        assertThat(ORIGINS.get("OCCUPANCY"))
                .matches(
                        "value from the database: table agent_time_daily has [0-9]+ rows of the period, more than 600 .*");
    }

    @Test
    void anotherProgramComputesTheSame(@TempDir Path own) throws IOException {
        assertThat(Recalculation.compare(file, own)).isGreaterThan(20);
    }
}

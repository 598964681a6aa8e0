package dev.caresql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorecardTest {
    private static TestingDatabase database;

    @BeforeAll
    static void fill() throws SQLException {
        database = filled();
    }

    private static TestingDatabase filled() throws SQLException {
        return new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems()))
                .duckDb("CREATE TABLE interactions (interaction_id VARCHAR, agent_id VARCHAR, team_id VARCHAR,"
                        + " channel_code VARCHAR, direction_code VARCHAR, outcome_code VARCHAR, queue_wait_s INTEGER,"
                        + " talk_s INTEGER, started_at TIMESTAMP, business_date DATE)")
                .duckDb("CREATE TABLE survey_responses (response_id VARCHAR, agent_id VARCHAR, team_id VARCHAR,"
                        + " survey_type VARCHAR, score INTEGER, responded_at TIMESTAMP, business_date DATE)")
                .duckDb(
                        "CREATE TABLE kpi_targets (kpi_code VARCHAR, scope_type VARCHAR, scope_id VARCHAR, grain_code VARCHAR,"
                                + " period_start DATE, version_no INTEGER, target_metric_value DOUBLE,"
                                + " baseline_metric_value DOUBLE, target_agg_rule VARCHAR, weight_points DOUBLE)")
                .duckDb(
                        "INSERT INTO interactions SELECT 'I' || i, 'A' || (i % 7), 'T' || (i % 7 % 3), 'VOICE', 'INBOUND',"
                                + " CASE WHEN i % 5 = 0 THEN 'ABANDONED' ELSE 'ANSWERED' END, i * 7 % 60, 100 + i * 13 % 400,"
                                + " TIMESTAMP '2025-01-01 00:00:00' + to_hours(i * 10), CAST(TIMESTAMP '2025-01-01 07:00:00'"
                                + " + to_hours(i * 10) AS DATE) FROM range(1500) t(i)")
                .duckDb(
                        "INSERT INTO survey_responses SELECT 'R' || i, 'A' || (i % 5), 'T' || (i % 5 % 3), 'NPS', i % 12,"
                                + " TIMESTAMP '2025-01-05 00:00:00' + to_hours(i * 20), CAST(TIMESTAMP '2025-01-05 07:00:00'"
                                + " + to_hours(i * 20) AS DATE) FROM range(700) t(i)")
                .duckDb(
                        "INSERT INTO kpi_targets VALUES ('NPS', 'COMPANY', 'ALL', 'MONTH', DATE '2026-01-01', 1, 10, -30,"
                                + " 'EXPLICIT', 60), ('NPS', 'COMPANY', 'ALL', 'MONTH', DATE '2026-01-01', 2, 20, -30, 'EXPLICIT',"
                                + " 60), ('ASA', 'TEAM', 'T1', 'MONTH', DATE '2026-01-01', 1, 25, NULL, 'EXPLICIT', 40)")
                .duckDb("INSERT INTO kpi_targets SELECT 'CALLS_COMPLETED', 'COMPANY', 'ALL', 'MONTH', DATE '2026-01-01'"
                        + " + to_months(CAST(i AS INTEGER)), 1, 10 + i, NULL, 'SUM', 10 FROM range(3) t(i)");
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    @Test
    void actualsAreTheKpisOfThePeriodAndScope() throws SQLException {
        assertThat(rows("SELECT scope_id, period_start, actual, row_count FROM scorecard WHERE grain_code = 'MONTH'"
                        + " AND scope_type = 'TEAM' AND kpi_code = 'NPS' ORDER BY scope_id, period_start"))
                .isEqualTo(byHand("SELECT team_id, CAST(date_trunc('month', business_date) AS DATE) AS m, 100.0"
                        + " * (count(*) FILTER (score BETWEEN 9 AND 10) - count(*) FILTER (score <= 6))"
                        + " / count(*) FILTER (score <= 10), count(*) FILTER (score <= 10)"
                        + " FROM survey_responses GROUP BY ALL ORDER BY team_id, m"));
    }

    @Test
    void whatIsNotAskedForIsNotComputed() throws SQLException {
        String sql = database.plan(
                        "SELECT * FROM scorecard WHERE grain_code = 'QUARTER' AND scope_type IN ('TEAM', 'AGENT')"
                                + " AND kpi_code = 'ASA'")
                .sql()
                .text();
        assertThat(sql).contains("'QUARTER'", "'TEAM'", "'AGENT'").doesNotContain("survey_responses", "'YEAR'");
        String actuals = database.plan(
                        "SELECT actual FROM scorecard WHERE grain_code = 'MONTH' AND scope_type = 'TEAM'")
                .sql()
                .text();
        assertThat(actuals).doesNotContain("SQRT", "LAG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "period_start = DATE '2026-02-01'",
                "DATE '2026-02-01' = period_start",
                "period_start = '2026-02-01'",
                "period_start IN (DATE '2025-12-01', DATE '2026-03-01')",
                "period_start BETWEEN DATE '2025-11-15' AND DATE '2026-02-28'",
                "period_start > DATE '2025-06-01' AND period_start < DATE '2026-01-02'",
                "period_start <= DATE '2025-04-01'",
                "period_start >= DATE '2026-01-01'",
                "(period_start = DATE '2025-05-01' OR period_start >= DATE '2026-05-01')",
                "period_start = DATE '2025-05-01' AND period_start = DATE '2025-06-01'",
                "period_start <> DATE '2026-01-01'",
                "(period_start = DATE '2025-05-01' OR scope_id = 'T1')",
                "period_start = CAST(NULL AS DATE)",
                "period_start = CAST(DATE_TRUNC('MONTH', AS_OF()) AS DATE)",
                "period_start >= DATE_TRUNC('MONTH', AS_OF()) - INTERVAL '3' MONTH",
                "period_start > CAST(AS_OF() AS DATE) - INTERVAL '200' DAY AND period_start < CAST(AS_OF() AS DATE)",
                "AS_OF() - INTERVAL '3' MONTH > period_start"
            })
    void aPeriodThatIsAskedForIsAsAmongAll(String condition) throws SQLException {
        String columns = "grain_code, period_start, scope_type, scope_id, kpi_code, actual, row_count, ci_low,"
                + " previous_actual, last_year_actual, plan, attainment, trend";
        String some = " FROM scorecard WHERE kpi_code IN ('NPS', 'ASA', 'CALLS_COMPLETED') AND scope_type <> 'AGENT'";
        List<List<Object>> filtered =
                rows("SELECT " + columns + some + " AND " + condition + " ORDER BY 1, 2, 3, 4, 5");
        assertThat(filtered)
                .isEqualTo(rows("SELECT " + columns + " FROM (SELECT * " + some + " LIMIT 1000000) s WHERE " + condition
                        + " ORDER BY 1, 2, 3, 4, 5"));
        assertThat(filtered.isEmpty())
                .isEqualTo(condition.contains("NULL") || condition.contains("AND period_start = "));
    }

    @Test
    void aTextThatIsNoDateIsRefusedAsElsewhere() {
        assertThat(List.of("scorecard", "(SELECT * FROM scorecard LIMIT 1000000) s"))
                .allSatisfy(from -> assertThatThrownBy(
                                () -> rows("SELECT actual FROM " + from + " WHERE period_start = '2026-02-30'"))
                        .hasMessageContaining("2026-02-30"));
    }

    @Test
    void noOtherPeriodsThanThoseBesideAreComputed() throws SQLException {
        String month =
                "SELECT actual, previous_actual FROM scorecard WHERE grain_code = 'MONTH' AND scope_type = 'TEAM'"
                        + " AND kpi_code = 'NPS' AND period_start = DATE '2026-03-01'";
        assertThat(database.plan(month).sql().text()).contains("DATE '2025-03-01'", "DATE '2026-03-01'");
        assertThat(database.plan(month + " AND period_start > DATE '2026-04-01'")
                        .sql()
                        .text())
                .doesNotContain("survey_responses");
    }

    @Test
    void plansMeetActuals() throws SQLException {
        assertThat(rows("SELECT kpi_code, plan, ROUND(100 * (actual + 30) / 50 - attainment, 9), status, weight_points"
                        + " FROM scorecard WHERE grain_code = 'MONTH' AND scope_type = 'COMPANY' AND kpi_code = 'NPS'"
                        + " AND period_start = DATE '2026-01-01'"))
                .isEqualTo(List.of(List.of("NPS", 20.0, 0.0, "RED", 60.0)));
        assertThat(rows("SELECT ROUND(200 - 100 * actual / 25 - attainment, 9) FROM scorecard WHERE scope_type = 'TEAM'"
                        + " AND grain_code = 'MONTH' AND plan IS NOT NULL"))
                .isEqualTo(List.of(List.of(0.0)));
    }

    @Test
    void plansOfMonthsMakeThoseOfQuartersByTheirRule() throws SQLException {
        assertThat(
                        rows(
                                "SELECT kpi_code, plan FROM scorecard WHERE grain_code = 'QUARTER' AND scope_type = 'COMPANY'"
                                        + " AND period_start = DATE '2026-01-01' AND kpi_code IN ('NPS', 'CALLS_COMPLETED') ORDER BY 1"))
                .isEqualTo(List.of(List.of("CALLS_COMPLETED", 33.0), List.of("NPS", "null")));
    }

    @Test
    void earlierPeriodsStandBeside() throws SQLException {
        List<List<Object>> months = rows("SELECT period_start, actual FROM scorecard WHERE grain_code = 'MONTH'"
                + " AND scope_type = 'COMPANY' AND kpi_code = 'ASA' ORDER BY 1");
        assertThat(months).hasSizeGreaterThan(18);
        Object january = rows("SELECT AVG(asa) FROM kpis WHERE month_start = DATE '2025-01-01'")
                .get(0)
                .get(0);
        Object december = rows("SELECT AVG(asa) FROM kpis WHERE month_start = DATE '2025-12-01'")
                .get(0)
                .get(0);
        assertThat(rows("SELECT previous_actual, last_year_actual FROM scorecard WHERE grain_code = 'MONTH'"
                        + " AND scope_type = 'COMPANY' AND kpi_code = 'ASA' AND period_start = DATE '2026-01-01'"))
                .isEqualTo(List.of(List.of(december, january)));
        assertThat(rows("SELECT previous_actual FROM scorecard WHERE grain_code = 'MONTH' AND scope_type = 'COMPANY'"
                        + " AND kpi_code = 'ASA' AND period_start = DATE '2025-01-01'"))
                .isEqualTo(List.of(List.of("null")));
    }

    @Test
    void theDirectionOfTheScorecardsItemsHoldsWhereTheyAgree() throws SQLException {
        try (TestingDatabase directed = filled().duckDb(
                        "CREATE TABLE scorecard_items AS SELECT * FROM (VALUES ('A', 1, 'asa', 'H'), ('B', 1, 'ASA',"
                                + " 'HIGHER'), ('A', 2, 'NPS', 'LOWER'), ('B', 2, 'NPS', 'HIGHER'), ('A', 3, 'AHT', NULL))"
                                + " t(scorecard_id, item_no, kpi_code, direction_code)")) {
            assertThat(directed.comparable(
                            "SELECT DISTINCT kpi_code, direction_code FROM scorecard WHERE grain_code = 'MONTH' AND scope_type"
                                    + " = 'COMPANY' AND kpi_code IN ('ASA', 'NPS', 'MISSED_RATE') ORDER BY 1"))
                    .hasToString("[[ASA, HIGHER], [MISSED_RATE, LOWER], [NPS, HIGHER]]");
            assertThat(directed.comparable(
                            "SELECT ROUND(100 * actual / 25 - attainment, 9) FROM scorecard WHERE scope_type = 'TEAM'"
                                    + " AND grain_code = 'MONTH' AND plan IS NOT NULL"))
                    .as("more seconds are better")
                    .isEqualTo(List.of(List.of(0.0)));
        }
    }

    @Test
    void aKpiOfSeveralFactsHasTheRowsOfItsDivisor() throws SQLException {
        try (TestingDatabase costs = filled().duckDb(
                        "CREATE TABLE operating_costs (cost_date DATE, amount DECIMAL(19, 4), business_date DATE)")
                .duckDb("INSERT INTO operating_costs SELECT DATE '2025-01-01' + to_months(CAST(i AS INTEGER)), 900 + i,"
                        + " DATE '2025-01-01' + to_months(CAST(i AS INTEGER)) FROM range(12) t(i)")) {
            assertThat(costs.comparable(
                            "SELECT period_start, actual, row_count, is_low_n FROM scorecard WHERE grain_code = 'MONTH' AND"
                                    + " scope_type = 'COMPANY' AND kpi_code = 'COST_PER_CONTACT' AND period_start < DATE"
                                    + " '2026-01-01' ORDER BY 1"))
                    .hasSize(12)
                    .isEqualTo(
                            costs.duckDbComparable("SELECT m, any_value(cost) / count(*), count(*), count(*) < 30 FROM"
                                    + " (SELECT *, CAST(date_trunc('month', business_date) AS DATE) AS m FROM interactions)"
                                    + " JOIN (SELECT CAST(amount AS DOUBLE) AS cost, cost_date FROM operating_costs) ON"
                                    + " cost_date = m GROUP BY m ORDER BY m"));
        }
    }

    @Test
    void everyGrainAndScopeIsThere() throws SQLException {
        assertThat(rows("SELECT grain_code, scope_type, COUNT(DISTINCT kpi_code) > 10 FROM scorecard GROUP BY 1, 2"))
                .hasSize(9);
    }

    private static List<List<Object>> rows(String sql) throws SQLException {
        return database.comparable(sql);
    }

    private static List<List<Object>> byHand(String sql) throws SQLException {
        return database.duckDbComparable(sql);
    }
}

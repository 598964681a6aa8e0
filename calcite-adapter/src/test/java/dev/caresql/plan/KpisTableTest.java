package dev.caresql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KpisTableTest {
    private static TestingDatabase database;

    @BeforeAll
    static void fill() throws SQLException {
        database = new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems()))
                .duckDb("CREATE TABLE teams (team_id VARCHAR, team_name VARCHAR, city VARCHAR)")
                .duckDb("CREATE TABLE agents (agent_id VARCHAR, agent_name VARCHAR, team_id VARCHAR)")
                .duckDb("CREATE TABLE interactions (interaction_id VARCHAR, agent_id VARCHAR, team_id VARCHAR,"
                        + " channel_code VARCHAR, direction_code VARCHAR, outcome_code VARCHAR, queue_wait_s INTEGER,"
                        + " talk_s INTEGER, hold_s INTEGER, acw_s INTEGER, started_at TIMESTAMP, business_date DATE)")
                .duckDb("CREATE TABLE survey_responses (response_id VARCHAR, agent_id VARCHAR, team_id VARCHAR,"
                        + " customer_id VARCHAR, survey_type VARCHAR, score INTEGER, responded_at TIMESTAMP, business_date DATE,"
                        + " terminal VARCHAR)")
                .duckDb("CREATE TABLE tickets (ticket_id VARCHAR, assignee_agent_id VARCHAR, created_at TIMESTAMP,"
                        + " resolved_at TIMESTAMP, business_date DATE)")
                .duckDb("CREATE TABLE operating_costs (cost_date DATE, department_id VARCHAR, amount DECIMAL(19, 4))")
                .duckDb("INSERT INTO operating_costs SELECT DATE '2026-01-01' + CAST(i AS INTEGER), 'D1', 100 + i"
                        + " FROM range(90) t(i)")
                .duckDb("INSERT INTO teams SELECT 'T' || i, 'Team ' || i, 'City ' || (i % 2) FROM range(3) t(i)")
                .duckDb("INSERT INTO agents SELECT 'A' || i, 'Agent ' || i, 'T' || (i % 3) FROM range(7) t(i)")
                .duckDb("INSERT INTO interactions SELECT 'I' || i, CASE WHEN i % 11 > 0 THEN 'A' || (i % 7) END,"
                        + " CASE WHEN i % 11 > 0 THEN 'T' || (i % 7 % 3) END, 'VOICE', 'INBOUND',"
                        + " CASE WHEN i % 5 = 0 THEN 'ABANDONED' ELSE 'ANSWERED' END, i * 7 % 60, 100 + i * 13 % 400,"
                        + " i % 30, CASE WHEN i % 4 > 0 THEN i % 90 END,"
                        + " TIMESTAMP '2026-01-01 00:00:00' + to_hours(i * 3), CAST(TIMESTAMP '2026-01-01 07:00:00'"
                        + " + to_hours(i * 3) AS DATE) FROM range(500) t(i)")
                .duckDb("INSERT INTO survey_responses SELECT 'R' || i, 'A' || (i % 5), 'T' || (i % 5 % 3),"
                        + " 'C' || (i % 37), CASE WHEN i % 3 = 0 THEN 'CSAT' ELSE 'NPS' END, CASE WHEN i % 3 = 0 THEN 1 + i % 5 ELSE i % 12"
                        + " END, TIMESTAMP '2026-01-05 00:00:00' + to_hours(i * 5), CAST(TIMESTAMP '2026-01-05 07:00:00'"
                        + " + to_hours(i * 5) AS DATE), 'G' || (i % 2) FROM range(300) t(i)")
                .duckDb(
                        "INSERT INTO tickets SELECT 'K' || i, 'A' || (i % 7), TIMESTAMP '2026-01-01 20:00:00' + to_hours(i"
                                + " * 2), CASE WHEN i % 6 > 0 THEN TIMESTAMP '2026-01-01 20:00:00' + to_hours(i * 2 + i % 90)"
                                + " END, CAST(TIMESTAMP '2026-01-02 03:00:00' + to_hours(i * 2) AS DATE) FROM range(400) t(i)");
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    @Test
    void oneFactIsReadAlone() throws SQLException {
        assertThat(database.plan("SELECT team_id, AVG(nps) FROM kpis GROUP BY team_id")
                        .sql()
                        .text())
                .doesNotContain("UNION", "interactions");
        assertThat(database.rows("SELECT team_id, AVG(nps) FROM kpis GROUP BY team_id ORDER BY team_id"))
                .isEqualTo(
                        database.rows("SELECT team_id, NPS() FROM survey_responses GROUP BY team_id ORDER BY team_id"));
    }

    @Test
    void eachFactIsAggregatedByItself() throws SQLException {
        String sql = database.plan("SELECT team_id, AVG(nps), AVG(asa), AVG(median_resolution_time), COUNT(*) AS n"
                        + " FROM kpis WHERE team_id <> 'T9' GROUP BY team_id HAVING COUNT(1) > 0")
                .sql()
                .text();
        assertThat(sql).contains("ANY_VALUE", "UNION ALL").doesNotContain("1 = 1", "fact$");
        assertThat(rows("SELECT team_id, COUNT(*) AS n, COUNT(DISTINCT agent_id) AS a, AVG(nps) AS nps, AVG(asa) AS asa"
                        + " FROM kpis GROUP BY team_id ORDER BY team_id"))
                .isEqualTo(byHand("SELECT team_id, count(*), count(DISTINCT agent_id), (SELECT 100.0 * (count(*)"
                        + " FILTER (score >= 9) - count(*) FILTER (score <= 6)) / nullif(count(*), 0) FROM survey_responses s"
                        + " WHERE s.team_id = r.team_id AND survey_type = 'NPS' AND score <= 10), (SELECT avg(queue_wait_s)"
                        + " FROM interactions i WHERE i.team_id IS NOT DISTINCT FROM r.team_id AND outcome_code = 'ANSWERED')"
                        + " FROM (SELECT team_id, agent_id FROM survey_responses UNION ALL SELECT team_id, agent_id"
                        + " FROM interactions) r GROUP BY team_id ORDER BY team_id"));
    }

    @Test
    void factsMeetOnTheirDimensions() throws SQLException {
        List<List<Object>> rows = rows("SELECT team_id, AVG(nps) AS nps, SUM(aht) AS aht, MAX(avg_resolution_time) AS r"
                + " FROM kpis GROUP BY team_id ORDER BY team_id");
        List<List<Object>> byHand =
                byHand("SELECT team_id, nps, aht, r FROM (SELECT team_id, 100.0 * (count(*) FILTER (score >= 9)"
                        + " - count(*) FILTER (score <= 6)) / count(*) AS nps FROM survey_responses WHERE survey_type = 'NPS'"
                        + " AND score BETWEEN 0 AND 10 GROUP BY ALL) FULL JOIN (SELECT team_id, avg(talk_s + hold_s"
                        + " + coalesce(acw_s, 0)) AS aht FROM interactions WHERE outcome_code = 'ANSWERED' GROUP BY ALL)"
                        + " USING (team_id) FULL JOIN (SELECT team_id, avg(epoch(resolved_at) - epoch(created_at)) / 3600"
                        + " AS r FROM tickets JOIN agents ON agent_id = assignee_agent_id WHERE resolved_at IS NOT NULL"
                        + " GROUP BY ALL) USING (team_id) ORDER BY team_id");
        assertThat(rows).isEqualTo(byHand).hasSize(4);
    }

    @Test
    void everyAggregateMeansTheKpi() throws SQLException {
        Object nps = database.value("SELECT NPS() FROM survey_responses");
        for (String call : List.of(
                "AVG(nps)",
                "SUM(nps)",
                "MIN(nps)",
                "MAX(nps)",
                "ANY_VALUE(nps)",
                "AGGREGATE(nps)",
                "MEASURE(nps)",
                "{fn measure (nps)}",
                "NPS()",
                "SUM(CAST(nps AS DOUBLE))")) {
            assertThat(database.value("SELECT " + call + " FROM kpis")).as(call).isEqualTo(nps);
        }
        assertThat(rows("SELECT team_id, 'MEASURE(nps)' FROM kpis GROUP BY team_id HAVING MEASURE(nps) > -101 ORDER BY"
                        + " MEASURE(nps) /* MEASURE(x) */ DESC"))
                .isEqualTo(rows(
                        "SELECT team_id, 'MEASURE(nps)' FROM survey_responses GROUP BY team_id ORDER BY NPS() DESC"))
                .hasSize(3);
        assertThat(database.value("SELECT AVG(CASE WHEN team_id = 'T1' THEN nps END) FROM kpis"))
                .isEqualTo(database.value("SELECT NPS() FROM survey_responses WHERE team_id = 'T1'"));
    }

    @Test
    void aKpiBelongsToThePeriodOfItsOwnTime() throws SQLException {
        assertThat(rows("SELECT month_start, AVG(avg_resolution_time) AS h FROM kpis GROUP BY month_start"
                        + " ORDER BY month_start"))
                .isEqualTo(byHand("SELECT CAST(date_trunc('month', resolved_at + to_hours(7)) AS DATE) AS m,"
                        + " avg(epoch(resolved_at) - epoch(created_at)) / 3600 FROM tickets"
                        + " WHERE resolved_at IS NOT NULL GROUP BY ALL ORDER BY m"));
    }

    @Test
    void totalsArePooled() throws SQLException {
        assertThat(rows("SELECT team_id, AVG(nps) AS n, AVG(asa) AS a FROM kpis WHERE team_id IS NOT NULL"
                        + " GROUP BY ROLLUP(team_id) ORDER BY team_id"))
                .contains(rows("SELECT CAST(NULL AS VARCHAR), (SELECT NPS() FROM survey_responses),"
                                + " (SELECT ASA() FROM interactions WHERE team_id IS NOT NULL)")
                        .get(0));
    }

    @Test
    void rowsArePreviewed() throws SQLException {
        assertThat(rows("SELECT * FROM kpis LIMIT 3")).hasSize(3);
        assertThat(
                        rows(
                                "SELECT team_id, nps FROM kpis WHERE team_id = 'T2' AND survey_type = 'NPS' ORDER BY nps LIMIT 1"))
                .isEqualTo(List.of(List.of("T2", -100.0)));
        assertThat(rows("SELECT DISTINCT team_name FROM kpis ORDER BY team_name")
                        .get(0))
                .isEqualTo(List.of("Team 0"));
    }

    @Test
    void aColumnOfTheModelsOwnReachesEveryFactThatLeadsToItsTable() throws SQLException {
        assertThat(rows("SELECT city, AVG(nps) AS nps, AVG(asa) AS asa, AVG(avg_resolution_time) AS r FROM kpis"
                        + " WHERE city IS NOT NULL GROUP BY city ORDER BY city"))
                .isEqualTo(byHand("SELECT city, nps, asa, r FROM (SELECT city, 100.0 * (count(*) FILTER (score >= 9)"
                        + " - count(*) FILTER (score <= 6)) / count(*) AS nps FROM survey_responses JOIN teams USING (team_id)"
                        + " WHERE survey_type = 'NPS' AND score <= 10 GROUP BY ALL) JOIN (SELECT city, avg(queue_wait_s) AS asa"
                        + " FROM interactions JOIN teams USING (team_id) WHERE outcome_code = 'ANSWERED' GROUP BY ALL)"
                        + " USING (city) JOIN (SELECT city, avg(epoch(resolved_at) - epoch(created_at)) / 3600 AS r"
                        + " FROM tickets JOIN agents ON agent_id = assignee_agent_id JOIN teams USING (team_id)"
                        + " WHERE resolved_at IS NOT NULL GROUP BY ALL) USING (city) ORDER BY city"))
                .hasSize(2);
    }

    @Test
    void columnsAloneNeedNoFact() throws SQLException {
        for (String probe : List.of(
                "SELECT * FROM kpis WHERE 1 = 0",
                "SELECT * FROM (SELECT * FROM kpis WHERE team_id = 'T1') t WHERE 0 = 1 LIMIT 1000",
                "SELECT \"nps\" AS x FROM kpis WHERE team_id = 'T1' AND 1 = 0 ORDER BY 1")) {
            assertThat(database.plan(probe).sql().text()).as(probe).doesNotContain("survey_responses");
            assertThat(rows(probe)).as(probe).isEmpty();
        }
        assertThat(rows("SELECT SUM(survey_count), AVG(nps) FROM kpis WHERE 1 = 0"))
                .isEqualTo(rows("SELECT SURVEY_COUNT() + 0e0, NPS() FROM survey_responses WHERE 1 = 0"));
    }

    @Test
    void havingWindowsAndSubqueriesSeeTheKpi() throws SQLException {
        assertThat(rows("SELECT team_id FROM kpis GROUP BY team_id HAVING AVG(nps) > -101 AND COUNT(1) > 0"))
                .hasSize(3);
        assertThat(rows("SELECT t.team_id, SUM(t.nps) FROM (SELECT * FROM kpis WHERE year_no = 2026) t"
                        + " GROUP BY t.team_id ORDER BY 1"))
                .isEqualTo(rows("SELECT team_id, NPS() FROM survey_responses GROUP BY team_id ORDER BY 1"));
        assertThat(rows("SELECT DISTINCT team_id, AVG(nps) OVER (PARTITION BY team_id) FROM kpis ORDER BY 1"))
                .isEqualTo(rows("SELECT team_id, NPS() FROM survey_responses GROUP BY team_id ORDER BY 1"));
    }

    @Test
    void opaqueValuesMeetToo() throws SQLException {
        assertThat(rows("SELECT team_id, AVG(satisfied_customers) AS s, AVG(asa) FROM kpis GROUP BY team_id ORDER BY 1")
                        .stream()
                        .map(row -> row.get(1))
                        .limit(3)
                        .toList())
                .isEqualTo(rows(
                                "SELECT team_id, SATISFIED_CUSTOMERS() + 0e0 FROM survey_responses GROUP BY team_id ORDER BY 1")
                        .stream()
                        .map(row -> row.get(1))
                        .toList());
    }

    @Test
    void countIsOfTheRowsThatTheKpiCounts() throws SQLException {
        assertThat(rows("SELECT COUNT(nps), COUNT(asa) FROM kpis"))
                .isEqualTo(rows("SELECT (SELECT NPS_N() FROM survey_responses), (SELECT ASA_N() FROM interactions)"));
        assertThat(rows("SELECT COUNT(nps) FROM kpis"))
                .isEqualTo(byHand("SELECT count(*) FROM survey_responses WHERE survey_type = 'NPS' AND score <= 10"));
    }

    @Test
    void aKpiOfSeveralFactsIsComputedFromEach() throws SQLException {
        String byHand =
                "SELECT CAST(c.m AS DATE), c.a / i.n FROM (SELECT date_trunc('month', cost_date) AS m, sum(amount) AS a"
                        + " FROM operating_costs GROUP BY ALL) c LEFT JOIN (SELECT date_trunc('month', business_date) AS m, count(*)"
                        + " AS n FROM interactions GROUP BY ALL) i USING (m) ORDER BY c.m";
        assertThat(rows("SELECT month_start, AVG(cost_per_contact) AS c FROM kpis GROUP BY month_start ORDER BY 1"))
                .isEqualTo(byHand(byHand));
        assertThat(rows(
                                "SELECT month_start, COST_PER_CONTACT() AS c, AVG(nps) FROM kpis GROUP BY month_start ORDER BY 1")
                        .stream()
                        .map(row -> row.subList(0, 2))
                        .toList())
                .isEqualTo(byHand(byHand));
    }

    @Test
    void anExpressionOfKpisIsComputedFromThoseOfTheGroup() throws SQLException {
        assertThat(rows("SELECT team_id, SUM(nps / 100.0) AS a, AVG(nps - aht) AS b, MAX(COALESCE(csat, 0e0)) AS c,"
                        + " AVG(-nps) AS d, SUM(CASE WHEN nps > 5 THEN 1 ELSE 0 END) AS e,"
                        + " AVG(CASE WHEN agent_id <> 'A9' THEN nps / 2 END) AS f FROM kpis WHERE team_id IS NOT NULL GROUP BY team_id"
                        + " ORDER BY team_id"))
                .isEqualTo(byHand(
                        "SELECT team_id, n / 100, n - h, coalesce(c, 0), -n, CASE WHEN n > 5 THEN 1 ELSE 0 END, n / 2"
                                + " FROM (SELECT team_id, 100.0 * (count(*) FILTER (score >= 9) - count(*) FILTER (score <= 6))"
                                + " / count(*) AS n FROM survey_responses WHERE survey_type = 'NPS' AND score <= 10 GROUP BY ALL)"
                                + " JOIN (SELECT team_id, 100.0 * count(*) FILTER (score >= 4) / count(*) AS c FROM survey_responses"
                                + " WHERE survey_type = 'CSAT' GROUP BY ALL) USING (team_id) JOIN (SELECT team_id, avg(talk_s + hold_s"
                                + " + coalesce(acw_s, 0)) AS h FROM interactions WHERE outcome_code = 'ANSWERED' GROUP BY ALL)"
                                + " USING (team_id) ORDER BY team_id"));
        Object aht = database.value("SELECT AHT() FROM interactions");
        for (String query : List.of(
                "SELECT SUM(x) * 60 FROM (SELECT team_id, aht / 60 AS x FROM kpis) t",
                "SELECT DISTINCT AVG(aht * 2) OVER () / 2 FROM kpis",
                "SELECT DISTINCT SUM(x) OVER () FROM (SELECT CAST(aht AS DOUBLE) + 0 AS x FROM kpis WHERE 1 = 1) t")) {
            assertThat((Double) database.value(query)).as(query).isCloseTo((Double) aht, within(1e-9));
        }
    }

    @Test
    void whatWouldReadKpisOfSingleRowsIsRefused() {
        for (String query : List.of(
                "SELECT AVG(CASE WHEN team_id = 'T1' THEN nps ELSE 0 END) FROM kpis",
                "SELECT AVG(CASE WHEN team_id = 'T1' THEN nps WHEN team_id = 'T2' THEN asa END) FROM kpis",
                "SELECT AVG(nps * year_no) OVER () FROM kpis")) {
            assertThatThrownBy(() -> database.plan(query))
                    .as(query)
                    .isInstanceOf(CareSqlException.class)
                    .hasMessageContaining("of single rows, but a KPI is of a group");
        }
        for (String query : List.of(
                "SELECT COUNT(CASE WHEN nps > 50 THEN 1 END) FROM kpis",
                "SELECT COUNT(DISTINCT nps) FROM kpis",
                "SELECT COUNT(nps + 1) FROM kpis",
                "SELECT CSAT(nps) FROM kpis",
                "SELECT CORR(nps, asa) FROM kpis",
                "SELECT VAR_POP(nps) OVER () FROM kpis",
                "SELECT STDDEV(nps) OVER (PARTITION BY team_id) FROM kpis",
                "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY nps) FROM kpis")) {
            assertThatThrownBy(() -> database.plan(query))
                    .as(query)
                    .isInstanceOf(CareSqlException.class)
                    .hasMessageContaining("nps is a KPI of a group already; write AVG(nps)");
        }
        for (String query : List.of(
                "SELECT AVG(csat) FILTER (WHERE nps > 50) FROM kpis",
                "SELECT COUNT(*) FILTER (WHERE nps > 50) FROM kpis",
                "SELECT * FROM (SELECT nps / 100 AS x FROM kpis) t WHERE x > 0.5")) {
            assertThatThrownBy(() -> database.plan(query))
                    .as(query)
                    .isInstanceOf(CareSqlException.class)
                    .hasMessageContaining("would judge single rows");
        }
    }

    @Test
    void whatAFactLacksIsRefused() {
        assertThatThrownBy(() -> database.plan("SELECT terminal, AVG(asa) FROM kpis GROUP BY terminal"))
                .isInstanceOf(CareSqlException.class)
                .hasMessageContaining("interactions has no terminal");
        assertThatThrownBy(() -> database.plan("SELECT month_start, AVG(aht) FROM kpis GROUP BY month_start"))
                .isInstanceOf(CareSqlException.class)
                .hasMessageContaining(
                        "aht belongs to the time of interactions.handled_at, which the model does not have");
        assertThatThrownBy(() -> database.plan("SELECT team_id FROM kpis WHERE nps > 50"))
                .isInstanceOf(CareSqlException.class)
                .hasMessageContaining("HAVING AVG(nps)");
        assertThatThrownBy(() -> database.plan("SELECT STDDEV(nps) FROM kpis"))
                .isInstanceOf(CareSqlException.class)
                .hasMessageContaining("AVG(nps)");
    }

    private static List<List<Object>> rows(String sql) throws SQLException {
        return database.comparable(sql);
    }

    private static List<List<Object>> byHand(String sql) throws SQLException {
        return database.duckDbComparable(sql);
    }
}

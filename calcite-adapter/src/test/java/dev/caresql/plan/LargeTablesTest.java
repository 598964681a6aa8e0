package dev.caresql.plan;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement is rewritten to for large tables answers the same as what it is for small ones. */
class LargeTablesTest {
    private static final List<TestingDatabase> SIZES = new ArrayList<>();

    @BeforeAll
    static void createTables() throws SQLException {
        for (int i = 0; i < 2; i++) {
            SIZES.add(new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems()))
                    .asOf("2025-06-01T00:00:00Z")
                    .duckDb("SELECT setseed(0.25)")
                    .duckDb(
                            "CREATE TABLE agents AS SELECT 'A' || i AS agent_id, nullif('T' || i % 4, 'T3') AS team_name"
                                    + " FROM range(9) r(i)")
                    .duckDb("CREATE TABLE customers AS SELECT 'C' || i AS customer_id, 'S' || i % 3 AS segment_code"
                            + " FROM range(20) r(i)")
                    .duckDb("CREATE TABLE survey_responses AS SELECT 'R' || i AS response_id,"
                            + " nullif('A' || i * 7 % 11, 'A5') AS agent_id, 'C' || i * 13 % 23 AS customer_id,"
                            + " nullif('T' || i * 5 % 6, 'T4') AS team_id,"
                            + " CASE i * 3 % 5 WHEN 0 THEN 'CSAT' WHEN 1 THEN NULL ELSE 'NPS' END AS survey_type,"
                            + " nullif(i * 17 % 14 - 1, 5)::INTEGER AS score,"
                            + " DATE '2025-01-20' + (i * 11 % 90)::INTEGER AS business_date,"
                            + " (i % 7) / 4.0::DOUBLE AS survey_weight"
                            + " FROM range(240) r(i)")
                    .duckDb("INSERT INTO survey_responses BY NAME SELECT 'X' || i AS response_id,"
                            + " 'only csat' AS team_id, 'CSAT' AS survey_type, i::INTEGER AS score"
                            + " FROM range(1, 6) r(i)")
                    .duckDb("INSERT INTO survey_responses BY NAME SELECT 'Y' AS response_id,"
                            + " 'no score' AS team_id, 'NPS' AS survey_type, DATE '2026-01-01' AS business_date"));
        }
        SIZES.get(1).large();
    }

    @AfterAll
    static void close() throws SQLException {
        for (TestingDatabase database : SIZES) {
            database.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT team_id, NPS() FROM survey_responses GROUP BY team_id",
                "SELECT team_id, FLOOR(business_date TO MONTH), NPS(), NPS_WEIGHTED(), COUNT(*) FILTER (WHERE"
                        + " survey_type = 'NPS') FROM survey_responses GROUP BY 1, 2",
                "SELECT team_id, survey_type, NPS(score), SUM(score) FILTER (WHERE score > 3 AND score <= 9),"
                        + " MIN(score) FILTER (WHERE score >= 5) FROM survey_responses GROUP BY 1, 2",
                "SELECT team_id, COUNT(DISTINCT agent_id) FILTER (WHERE survey_type = 'NPS'), MEDIAN(score) FILTER"
                        + " (WHERE survey_type = 'NPS'), MAX(agent_id) FILTER (WHERE survey_type = 'NPS' AND score < 3)"
                        + " FROM survey_responses GROUP BY team_id",
                "SELECT team_id, NPS() FILTER (WHERE agent_id = 'A1'), NPS(DISTINCT score) FILTER (WHERE agent_id ="
                        + " 'A1') FROM survey_responses GROUP BY team_id",
                "SELECT team_id, NPS() FROM survey_responses GROUP BY team_id HAVING NPS() IS NULL",
                "SELECT team_id, NPS() FROM survey_responses WHERE score >= 3 GROUP BY team_id HAVING NPS() > -20",
                "SELECT team_id, NPS() FROM survey_responses WHERE score > 99 GROUP BY team_id",
                "SELECT team_name, segment_code, NPS() FROM survey_responses r JOIN agents a ON r.agent_id = a.agent_id"
                        + " JOIN customers c ON r.customer_id = c.customer_id GROUP BY 1, 2",
                "SELECT team_name, segment_code, NPS() FROM survey_responses r LEFT JOIN agents a ON r.agent_id ="
                        + " a.agent_id LEFT JOIN customers c ON r.customer_id = c.customer_id GROUP BY 1, 2",
                "SELECT team_name, NPS() FROM survey_responses r RIGHT JOIN agents a ON r.agent_id = a.agent_id"
                        + " GROUP BY 1",
                "SELECT team_name, team_id, NPS() FROM survey_responses r FULL JOIN agents a ON r.agent_id ="
                        + " a.agent_id AND score > 4 WHERE team_name IS DISTINCT FROM 'T2' GROUP BY 1, 2",
                "SELECT team_id, survey_type, NPS(score), GROUPING(team_id), GROUPING(survey_type, team_id)"
                        + " FROM survey_responses GROUP BY ROLLUP(team_id, survey_type)",
                "SELECT team_id, survey_type, NPS(), CSAT(), COUNT(*), SUM(score), AVG(score), MIN(business_date),"
                        + " GROUPING(team_id) FROM survey_responses GROUP BY CUBE(team_id, survey_type)",
                "SELECT team_id, survey_type, NPS_WEIGHTED(), MAX(score) FILTER (WHERE survey_type = 'NPS') FROM"
                        + " survey_responses GROUP BY GROUPING SETS ((team_id), (survey_type), ())",
                "SELECT team_id, COUNT(DISTINCT score), NPS() FROM survey_responses GROUP BY ROLLUP(team_id)",
                "SELECT team_id, MEDIAN(score), NPS() FROM survey_responses GROUP BY ROLLUP(team_id)",
                "SELECT team_id, survey_type, NPS(), SUM(score) FROM survey_responses WHERE FALSE GROUP BY"
                        + " ROLLUP(team_id, survey_type)",
                "SELECT team_id, NPS() FROM survey_responses GROUP BY ROLLUP(team_id) HAVING GROUPING(team_id) = 0",
                "WITH m AS (SELECT team_id, FLOOR(business_date TO MONTH) AS m, NPS() AS nps FROM survey_responses"
                        + " GROUP BY 1, 2) SELECT team_id, m, nps, nps - LAG(nps) OVER (PARTITION BY team_id ORDER BY m)"
                        + " FROM m",
                "SELECT team_id, MAX(1) FILTER (WHERE survey_type = 'NPS'), COUNT(1) FILTER (WHERE survey_type = 'NPS')"
                        + " FROM survey_responses GROUP BY team_id",
                "SELECT team_id, MAX(1) FILTER (WHERE survey_type = 'NPS'), COUNT(*) FROM survey_responses"
                        + " WHERE survey_type = 'NPS' GROUP BY team_id",
                "SELECT team_id, survey_type, MAX(1), MIN(2) FILTER (WHERE score > 3), SUM(1), COUNT(1) FILTER (WHERE"
                        + " score > 3) FROM survey_responses GROUP BY ROLLUP(team_id, survey_type)",
                "SELECT agent_id, (SELECT NPS() FROM survey_responses s WHERE s.agent_id = a.agent_id) FROM agents a",
                "SELECT agent_id, EXISTS (SELECT team_id, NPS() FROM survey_responses s WHERE s.agent_id = a.agent_id"
                        + " GROUP BY team_id) FROM agents a",
                "SELECT team_id, NPS() FROM (SELECT * FROM survey_responses ORDER BY response_id LIMIT 50) t"
                        + " GROUP BY team_id"
            })
    void largeTablesAreAnsweredAsSmallOnes(String question) throws SQLException {
        List<List<Object>> small = sorted(SIZES.get(0).rows(question));
        assertThat(sorted(SIZES.get(1).rows(question)).toString()).isEqualTo(small.toString());
    }

    private static List<List<Object>> sorted(List<List<Object>> rows) {
        return rows.stream().sorted(comparing(Object::toString)).toList();
    }
}

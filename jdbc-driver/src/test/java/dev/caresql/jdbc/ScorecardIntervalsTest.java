package dev.caresql.jdbc;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The intervals of all KPIs, which a scorecard computes by kind, are those of the KPIs' own functions. */
class ScorecardIntervalsTest {
    private static final int FEWEST = 75;
    private static final String WITH_INTERVAL = "SELECT k.kpi_name FROM metadata.kpis k JOIN metadata.kpi_components c"
            + " ON c.kpi_name = k.kpi_name AND c.component_code = 'CI_LOW' WHERE k.is_available ORDER BY k.kpi_name";

    @TempDir
    static Path snapshots;

    private static Connection connection;

    @BeforeAll
    static void open() throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:caresql:" + Path.of("..", "examples", "company") + ";snapshotFolder=" + snapshots);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void areThoseOfTheFunctions() throws SQLException {
        List<List<Object>> shown = Answers.rows(
                connection,
                "SELECT kpi_code, period_start, ci_low, ci_high FROM scorecard WHERE grain_code = 'QUARTER'"
                        + " AND scope_type = 'COMPANY' AND ci_low IS NOT NULL");
        List<String> names = Answers.rows(connection, WITH_INTERVAL).stream()
                .map(row -> row.get(0).toString())
                .filter(name -> shown.stream().anyMatch(row -> row.get(0).equals(name)))
                .toList();
        assertThat(names).hasSizeGreaterThan(FEWEST);
        Answers.assertSame(shown, byFunction(names), false);
    }

    /** Each KPI's functions, over the table of all facts. */
    private static List<List<Object>> byFunction(List<String> names) throws SQLException {
        String calls = names.stream()
                .map(name -> ", " + name + "_CI_LOW(), " + name + "_CI_HIGH()")
                .collect(joining());
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> quarter : Answers.rows(
                connection,
                "SELECT quarter_start" + calls + " FROM kpis WHERE quarter_start IS NOT NULL GROUP BY quarter_start")) {
            for (int i = 0; i < names.size(); i++) {
                if (quarter.get(1 + 2 * i) != null) {
                    rows.add(List.of(names.get(i), quarter.get(0), quarter.get(1 + 2 * i), quarter.get(2 + 2 * i)));
                }
            }
        }
        return rows;
    }
}

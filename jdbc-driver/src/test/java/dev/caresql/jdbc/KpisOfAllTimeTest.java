package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a dimension, every KPI says the same of {@code kpis} and of its own table, rows without a time included. */
class KpisOfAllTimeTest {
    @TempDir
    static Path snapshots;

    @Test
    void everyKpiIsTheOneOfItsOwnTable() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                "jdbc:caresql:" + Path.of("..", "examples", "company") + ";snapshotFolder=" + snapshots)) {
            Map<String, List<String>> callsOfTable = calls(connection);
            assertThat(callsOfTable).hasSizeGreaterThan(10);
            assertThat(callsOfTable.get("subscriptions")).contains("CHURN_RATE" + period("TIMESTAMP"), "ARPA()");
            for (Map.Entry<String, List<String>> calls : callsOfTable.entrySet()) {
                String select = "SELECT " + String.join(", ", calls.getValue()) + " FROM ";
                Answers.assertSame(
                        Answers.rows(connection, select + "kpis"),
                        Answers.rows(connection, select + calls.getKey()),
                        true);
            }
        }
    }

    private static Map<String, List<String>> calls(Connection connection) throws SQLException {
        Map<String, List<String>> calls = new LinkedHashMap<>();
        for (List<Object> row : Answers.rows(connection, """
                SELECT k.table_name, k.kpi_name, MAX(p.data_type) FILTER (WHERE p.parameter_name = 'period_end' AND p.is_option)
                FROM metadata.kpis k LEFT JOIN metadata.kpi_parameters p ON p.kpi_name = k.kpi_name
                WHERE k.is_available AND k.table_name IS NOT NULL AND k.table_name <> ''
                GROUP BY k.table_name, k.kpi_name ORDER BY k.table_name, k.kpi_name""")) {
            String arguments = row.get(2) == null
                    ? "()"
                    : period(String.valueOf(row.get(2)).toUpperCase(Locale.ROOT));
            calls.computeIfAbsent(String.valueOf(row.get(0)), key -> new ArrayList<>())
                    .add(row.get(1) + arguments);
        }
        return calls;
    }

    private static String period(String type) {
        return "(period_start => %1$s '2025-07-01', period_end => %1$s '2025-10-01')".formatted(type);
    }
}

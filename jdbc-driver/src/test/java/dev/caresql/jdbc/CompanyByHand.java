package dev.caresql.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The example company's CSV files in a DuckDB of their own, with the times in UTC, for answers found by hand. */
final class CompanyByHand {
    private CompanyByHand() {}

    static Connection open(Path data) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (String table : List.of("agents", "contact_reasons", "subscriptions")) {
                statement.execute("CREATE TABLE " + table + " AS SELECT * FROM " + csv(data, table));
            }
            times(statement, data, "interactions", "started_at", List.of("answered_at", "ended_at", "handled_at"));
            times(statement, data, "survey_responses", "responded_at", List.of());
            times(statement, data, "tickets", "created_at", List.of("resolved_at", "closed_at", "first_reply_at"));
            times(statement, data, "leads", "created_at", List.of("won_at", "lost_at"));
            times(statement, data, "customers", "acquired_at", List.of());
        }
        return connection;
    }

    private static String csv(Path data, String table) {
        return "read_csv('" + data.resolve(table + ".csv") + "', header = true, sample_size = -1)";
    }

    /** The exports keep the local time of a zone that is 7 hours ahead of UTC all year. */
    private static void times(Statement statement, Path data, String table, String start, List<String> others)
            throws SQLException {
        StringBuilder utc = new StringBuilder(start + " - INTERVAL 7 HOUR AS " + start);
        others.forEach(column ->
                utc.append(", ").append(column).append(" - INTERVAL 7 HOUR AS ").append(column));
        statement.execute("CREATE TABLE " + table + " AS SELECT * REPLACE (" + utc + "), CAST(" + start
                + " AS DATE) AS business_date FROM " + csv(data, table));
    }
}

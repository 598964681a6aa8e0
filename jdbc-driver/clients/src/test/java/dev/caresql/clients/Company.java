package dev.caresql.clients;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The example company as a client of the driver sees it, and the same counted by hand from its exports. */
final class Company {
    static final Path FOLDER =
            Path.of("..", "..", "examples", "company").toAbsolutePath().normalize();
    static final Path JAR =
            Path.of(requireNonNull(System.getProperty("caresql.jar"))).normalize();
    static final String URL =
            "jdbc:caresql:" + FOLDER + ";snapshotFolder=" + requireNonNull(System.getProperty("caresql.snapshots"));

    static final String NPS_BY_TEAM_BY_HAND = "SELECT team_id, 100.0 * (count(CASE WHEN score >= 9 THEN 1 END)"
            + " - count(CASE WHEN score <= 6 THEN 1 END)) / count(*) FROM survey_responses.csv"
            + " WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10 AND team_id IS NOT NULL"
            + " GROUP BY team_id ORDER BY team_id";

    static final String HANDLE_TIME_BY_HAND = "SELECT team_id,"
            + " avg(talk_s + coalesce(hold_s, 0) + coalesce(acw_s, 0)) FROM interactions.csv"
            + " WHERE channel_code = 'VOICE' AND outcome_code = 'ANSWERED' AND direction_code = 'INBOUND'"
            + " GROUP BY team_id ORDER BY team_id";

    private Company() {}

    static Connection connect() throws SQLException {
        return DriverManager.getConnection(URL);
    }

    /** What DuckDB says to a query of two columns over the exports, each named as its file: a value for each key. */
    static Map<String, Double> byHand(String sql) throws SQLException {
        String files =
                sql.replaceAll("(\\w+\\.csv)", "read_csv('" + FOLDER.resolve("data") + "/$1', sample_size = -1)");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return byKey(connection, files);
        }
    }

    /** What a connection says to a query of two columns: a value for each key. */
    static Map<String, Double> byKey(Connection connection, String sql) throws SQLException {
        Map<String, Double> values = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.put(rows.getString(1), rows.getDouble(2));
            }
        }
        return values;
    }
}

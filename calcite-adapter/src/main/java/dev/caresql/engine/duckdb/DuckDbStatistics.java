package dev.caresql.engine.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caresql.engine.TableStatistics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what DuckDB keeps about its tables: no row is read for it but one. */
final class DuckDbStatistics {
    private static final long BOOLEANS = 2;

    private DuckDbStatistics() {}

    /** The size of a table; of an empty one nothing is known. */
    static TableStatistics of(Connection connection, String table, List<String> columns) throws SQLException {
        String distinct = columns.stream()
                .map(DuckDbText::identifier)
                .map(column ->
                        "TRY_CAST(STATS(" + column + ").approx_unique AS BIGINT), TYPEOF(" + column + ") = 'BOOLEAN'")
                .collect(joining(", "));
        String name = DuckDbText.identifier(table);
        return Jdbc.list(
                        connection,
                        "SELECT (SELECT COUNT(*) FROM " + name + "), " + distinct + " FROM " + name + " LIMIT 1",
                        row -> read(row, columns))
                .stream()
                .findFirst()
                .orElse(TableStatistics.UNKNOWN);
    }

    private static TableStatistics read(ResultSet row, List<String> columns) throws SQLException {
        Map<String, Long> distinct = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            long values = row.getLong(2 * i + 2);
            if (row.getBoolean(2 * i + 3)) {
                distinct.put(columns.get(i), BOOLEANS);
            } else if (values > 0) {
                distinct.put(columns.get(i), values);
            }
        }
        return new TableStatistics(row.getLong(1), distinct);
    }
}

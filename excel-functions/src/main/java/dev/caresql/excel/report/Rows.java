package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Asks a database and reads its rows. */
final class Rows {
    private final Connection connection;

    Rows(Connection connection) {
        this.connection = requireNonNull(connection, "connection is null");
    }

    /** All rows of a small result. */
    <T> List<T> list(String sql, Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        }
        return rows;
    }

    /** The columns of a table of the model, in lower case; empty when there is no such table. */
    Set<String> columns(String table) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (ResultSet found = connection.getMetaData().getColumns(null, "care", table, "%")) {
            while (found.next()) {
                columns.add(requireNonNull(found.getString("COLUMN_NAME")).toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }

    /** The columns of a table in their order, with their types of {@link java.sql.Types}. */
    Map<String, Integer> columnTypes(String table) throws SQLException {
        Map<String, Integer> types = new LinkedHashMap<>();
        try (ResultSet found = connection.getMetaData().getColumns(null, "care", table, "%")) {
            while (found.next()) {
                types.put(
                        requireNonNull(found.getString("COLUMN_NAME")).toLowerCase(Locale.ROOT),
                        found.getInt("DATA_TYPE"));
            }
        }
        return types;
    }

    static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    /** A text as SQL writes it. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A name as SQL writes it. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Reads the row on which a result stands. */
    @FunctionalInterface
    interface Reader<T> {
        /** The row. */
        T read(ResultSet row) throws SQLException;
    }
}

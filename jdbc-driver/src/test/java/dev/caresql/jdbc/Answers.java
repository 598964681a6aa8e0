package dev.caresql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Compares rows of two drivers: numbers to a relative 1e-9, all else as text. */
final class Answers {
    private static final double TOLERANCE = 1e-9;

    private Answers() {}

    /** All rows of a query. */
    static List<List<Object>> rows(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return rows(result);
        }
    }

    static List<List<Object>> rows(ResultSet result) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<Object> row = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                row.add(result.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }

    static void assertSame(List<List<Object>> actual, List<List<Object>> expected, boolean ordered) {
        List<List<Object>> ours = ordered ? actual : sorted(actual);
        List<List<Object>> theirs = ordered ? expected : sorted(expected);
        assertThat(ours).hasSameSizeAs(theirs);
        for (int row = 0; row < ours.size(); row++) {
            assertThat(ours.get(row)).hasSameSizeAs(theirs.get(row));
            for (int i = 0; i < ours.get(row).size(); i++) {
                assertThat(isSame(ours.get(row).get(i), theirs.get(row).get(i)))
                        .as("row %d: %s, expected %s", row + 1, ours.get(row), theirs.get(row))
                        .isTrue();
            }
        }
    }

    /** The values of each row between bars. */
    static List<String> text(List<List<Object>> rows) {
        return rows.stream()
                .map(row -> String.join("|", row.stream().map(Answers::text).toList()))
                .toList();
    }

    private static boolean isSame(Object ours, Object theirs) {
        if (ours instanceof Number a && theirs instanceof Number b) {
            double x = a.doubleValue();
            double y = b.doubleValue();
            return Double.compare(x, y) == 0
                    || Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.max(Math.abs(x), Math.abs(y)));
        }
        return text(ours).equals(text(theirs));
    }

    private static String text(Object value) {
        if (value instanceof Timestamp timestamp) {
            return timestamp.toString().replaceFirst("\\.0$", "");
        }
        return String.valueOf(value);
    }

    /** Numbers are rounded for the order, so that their last digits do not decide it. */
    private static List<List<Object>> sorted(List<List<Object>> rows) {
        List<List<Object>> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(Answers::key));
        return sorted;
    }

    private static String key(List<Object> row) {
        StringBuilder key = new StringBuilder();
        for (Object value : row) {
            String text = value instanceof Number number
                    ? BigDecimal.valueOf(Math.round(number.doubleValue() * 1e6), 6)
                            .toPlainString()
                    : text(value);
            key.append(text).append('|');
        }
        return key.toString();
    }
}

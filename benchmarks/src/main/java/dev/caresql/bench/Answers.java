package dev.caresql.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads answers whole, and compares those of the two sides. */
final class Answers {
    private static final double TOLERANCE = 1e-9;

    private Answers() {}

    static List<List<@Nullable Object>> read(Statement statement, String sql) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Throws when the rows, in any order, differ by more than rounding. */
    static void requireEqual(String question, List<List<@Nullable Object>> ours, List<List<@Nullable Object>> duckDb) {
        List<List<@Nullable Object>> left = sorted(ours);
        List<List<@Nullable Object>> right = sorted(duckDb);
        boolean equal = left.size() == right.size() && !left.isEmpty();
        for (int i = 0; equal && i < left.size(); i++) {
            equal = equal(left.get(i), right.get(i));
        }
        if (!equal) {
            throw new IllegalStateException(
                    "the answers to '" + question + "' differ:\nCareSQL " + left + "\nDuckDB  " + right);
        }
    }

    private static boolean equal(List<@Nullable Object> left, List<@Nullable Object> right) {
        boolean equal = left.size() == right.size();
        for (int i = 0; equal && i < left.size(); i++) {
            Object one = left.get(i);
            Object other = right.get(i);
            equal = one instanceof Number number && other instanceof Number otherNumber
                    ? close(number.doubleValue(), otherNumber.doubleValue())
                    : String.valueOf(one).equals(String.valueOf(other));
        }
        return equal;
    }

    private static boolean close(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(other));
    }

    /** The dimensions stand first in every row and tell the rows apart. */
    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
        return rows.stream().sorted(Comparator.comparing(String::valueOf)).toList();
    }
}

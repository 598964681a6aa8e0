package dev.caresql.acceptance;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of a key.
 *
 * @param kpi what was computed
 * @param slice the columns that it is grouped by
 * @param sliceValue the group
 * @param value the right answer, or in a trap the wrong one; empty where there is nothing to divide by
 * @param unit of the value
 */
record KeyRow(String kpi, String slice, String sliceValue, Optional<Double> value, String unit) {
    /** The rows of a key's file, read with DuckDB alone. */
    static List<KeyRow> read(Path key) throws SQLException {
        List<KeyRow> rows = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                ResultSet results = statement.executeQuery(
                        "SELECT kpi, slice, slice_value, value, unit FROM " + RealData.scan(key))) {
            while (results.next()) {
                rows.add(new KeyRow(
                        results.getString(1),
                        results.getString(2),
                        results.getString(3),
                        Optional.ofNullable(results.getString(4)).map(Double::valueOf),
                        results.getString(5)));
            }
        }
        return rows;
    }

    /** Whether the row holds a well-known wrong answer. */
    boolean isTrap() {
        return kpi.startsWith("TRAP_") || kpi.startsWith("WRONG_");
    }

    /** What the row is about. */
    Cell cell() {
        return new Cell(kpi, slice, sliceValue);
    }

    /** Rates of the key are fractions, ours percentage points. */
    double inUnitOfKey(double answer) {
        return "ratio".equals(unit) || "share".equals(unit) ? answer / 100 : answer;
    }

    /** A KPI of a group. */
    record Cell(String kpi, String slice, String sliceValue) {}
}

package dev.caresql.kpi;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A KPI a second and a third time, by hand.
 *
 * @param kpi its name
 * @param options the named options of the call; empty for none
 * @param population the rows that count in the zero-argument form
 * @param sql in DuckDB's SQL, over all rows, where the column {@code ok} says that a row counts
 * @param java over the rows that count
 */
record Oracle(String kpi, String options, Population population, String sql, Function<Rows, @Nullable Double> java) {
    Oracle(String kpi, Population population, String sql, Function<Rows, @Nullable Double> java) {
        this(kpi, "", population, sql, java);
    }

    /** The rows that a KPI counts: those its table form names, with valid values. */
    record Population(String sql, Predicate<Row> java) {}

    /** The percentage of rows with one condition among those with another. */
    static String rateSql(String part, String whole) {
        return "100.0 * " + countSql(part) + " / nullif(" + countSql(whole) + ", 0)";
    }

    static String countSql(String condition) {
        return "count(*) FILTER (ok AND (" + condition + "))";
    }

    static String distinctSql(String column, String condition) {
        return "count(DISTINCT " + column + ") FILTER (ok AND (" + condition + "))";
    }

    /** One end of the 95 % Wilson interval of two counts: the lower for "-", the upper for "+". */
    static String wilsonSql(String part, String whole, String side) {
        String n = "nullif(" + whole + ", 0)::DOUBLE";
        String p = "(" + part + " / " + n + ")";
        String zz = "(" + Rows.Z + " * " + Rows.Z + ")";
        return "100.0 * (" + p + " + " + zz + " / (2 * " + n + ") " + side + " " + Rows.Z + " * sqrt(" + p + " * (1 - "
                + p + ") / " + n + " + " + zz + " / (4 * " + n + " * " + n + "))) / (1 + " + zz + " / " + n + ")";
    }
}

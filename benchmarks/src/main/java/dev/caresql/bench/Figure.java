package dev.caresql.bench;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A line of the table of figures.
 *
 * @param name what was measured
 * @param ours our figure, with its unit
 * @param duckDb DuckDB's
 * @param compared the two compared
 * @param bar what it should be; empty when nothing is demanded
 * @param met whether it is
 */
record Figure(String name, String ours, String duckDb, String compared, String bar, boolean met) {
    Figure {
        requireNonNull(name, "name is null");
        requireNonNull(compared, "compared is null");
    }

    /** A ratio of times that nothing is demanded of. */
    static Figure times(String name, double oursMs, double duckDbMs) {
        return new Figure(name, ms(oursMs), ms(duckDbMs), ratio(oursMs / duckDbMs), "", true);
    }

    /** A ratio of times that should not exceed a bar. */
    static Figure times(String name, double oursMs, double duckDbMs, double most) {
        double ratio = oursMs / duckDbMs;
        return new Figure(name, ms(oursMs), ms(duckDbMs), ratio(ratio), "<= " + ratio(most), ratio <= most);
    }

    static String ms(double value) {
        return format(value < 100 ? "%.1f ms" : "%,.0f ms", value);
    }

    static String ratio(double value) {
        return format("%.2fx", value);
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

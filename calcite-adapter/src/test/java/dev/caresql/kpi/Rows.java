package dev.caresql.kpi;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows, and the few sums that KPIs are made of, in plain Java. */
record Rows(List<Row> list) {
    static final double Z = 1.959963984540054;

    Rows where(Predicate<Row> condition) {
        return new Rows(list.stream().filter(condition).toList());
    }

    double count() {
        return list.size();
    }

    double count(Predicate<Row> condition) {
        return where(condition).count();
    }

    double distinct(String column) {
        return list.stream()
                .map(row -> row.values().get(column))
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    double sum(Function<Row, Double> value) {
        return list.stream()
                .map(value)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @Nullable
    Double rate(Predicate<Row> part, Predicate<Row> whole) {
        return percent(count(part), count(whole));
    }

    @Nullable
    Double rate(Predicate<Row> part) {
        return percent(count(part), count());
    }

    @Nullable
    Double mean(Function<Row, Double> value) {
        double[] sorted = sorted(value);
        return sorted.length == 0 ? null : sum(value) / sorted.length;
    }

    /** Linearly interpolated between the two nearest values. */
    @Nullable
    Double percentile(double fraction, Function<Row, Double> value) {
        double[] sorted = sorted(value);
        if (sorted.length == 0) {
            return null;
        }
        double place = (sorted.length - 1) * fraction;
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    @Nullable
    Double max(Function<Row, Double> value) {
        return percentile(1, value);
    }

    private double[] sorted(Function<Row, Double> value) {
        return list.stream()
                .map(value)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    static @Nullable Double percent(double part, double whole) {
        return ratio(100 * part, whole);
    }

    static @Nullable Double ratio(double part, double whole) {
        return whole == 0 ? null : part / whole;
    }

    /** One end of the 95 % Wilson interval: the lower for side -1, the upper for 1. */
    static @Nullable Double wilson(double part, double whole, int side) {
        if (whole == 0) {
            return null;
        }
        double share = part / whole;
        double spread = Z * Math.sqrt(share * (1 - share) / whole + Z * Z / (4 * whole * whole));
        return 100 * (share + Z * Z / (2 * whole) + side * spread) / (1 + Z * Z / whole);
    }
}

package dev.caresql.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a KPI's number is read and added up.
 *
 * @param unit such as "%", "points", "s", "min", "h", "count"
 * @param better which direction is good
 * @param decimals digits to show; the function itself never rounds
 * @param additivity what a stored daily value can be used for; empty where the formula says it
 * @param interval which interval of confidence it has; empty where the formula says it
 */
public record KpiMeasure(
        String unit, Better better, int decimals, Optional<Additivity> additivity, Optional<Interval> interval) {
    static final int MAX_DECIMALS = 9;

    /** Requires a unit and 0 to 9 decimals. */
    public KpiMeasure {
        requireNonNull(unit, "unit is null");
        requireNonNull(better, "better is null");
        requireNonNull(additivity, "additivity is null");
        requireNonNull(interval, "interval is null");
        if (decimals < 0 || decimals > MAX_DECIMALS) {
            throw new IllegalArgumentException("decimals out of range: " + decimals);
        }
    }

    /** Which direction is good. */
    public enum Better {
        HIGHER,
        LOWER,
        /** The nearer to its target. */
        TARGET,
        /** A volume, good or bad by itself. */
        NEUTRAL
    }

    /** How daily values become those of a longer period. */
    public enum Additivity {
        /** Components add exactly. */
        ADDITIVE,
        /** Adds over agents, not over time. */
        SEMI_ADDITIVE,
        /** Needs the set of distinct keys. */
        UNIQUE,
        /** Needs the rows: a percentile. */
        QUANTILE,
        /** Additive once a look-ahead window has closed. */
        WINDOWED,
        /** Computed from other KPIs after they are aggregated. */
        DERIVED
    }

    /** How sure a value is that comes from few rows. */
    public enum Interval {
        /** Of a proportion: the score interval of Wilson. */
        WILSON,
        /** Of a difference of two shares of one whole, as in NPS: Wald, or adjusted Wald. */
        NPS,
        /** Of a mean: as normal, with the deviation of the sample. */
        MEAN,
        /** None is known. */
        NONE
    }
}

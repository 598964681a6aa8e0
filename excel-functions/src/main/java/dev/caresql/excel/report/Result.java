package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What a scorecard knows of one KPI, period and scope, in the KPI's own unit.
 *
 * @param actual the value; empty without data
 * @param rows that it counts
 * @param previous the value of the period before
 * @param plan the target
 * @param baseline from which the target is approached
 * @param weight in the score
 * @param cap attainment that counts at most
 * @param toleranceLow from where a plan that shall be met exactly is met
 * @param toleranceHigh up to where it is met
 * @param attainment how far the plan is reached, in percent
 * @param score attainment clipped to 0 and the cap
 * @param status GREEN, AMBER, RED or NO_DATA
 * @param trend UP, DOWN or FLAT against the period before; empty without both values
 */
record Result(
        OptionalDouble actual,
        OptionalDouble rows,
        OptionalDouble previous,
        OptionalDouble plan,
        OptionalDouble baseline,
        OptionalDouble weight,
        OptionalDouble cap,
        OptionalDouble toleranceLow,
        OptionalDouble toleranceHigh,
        OptionalDouble attainment,
        OptionalDouble score,
        String status,
        String trend) {
    /** The status without an attainment. */
    static final String NO_DATA = "NO_DATA";

    private static final OptionalDouble NO = OptionalDouble.empty();

    /** Nothing is known. */
    static final Result NONE = new Result(NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO_DATA, "");

    Result {
        requireNonNull(actual, "actual is null");
        requireNonNull(rows, "rows is null");
        requireNonNull(previous, "previous is null");
        requireNonNull(plan, "plan is null");
        requireNonNull(baseline, "baseline is null");
        requireNonNull(weight, "weight is null");
        requireNonNull(cap, "cap is null");
        requireNonNull(toleranceLow, "toleranceLow is null");
        requireNonNull(toleranceHigh, "toleranceHigh is null");
        requireNonNull(attainment, "attainment is null");
        requireNonNull(score, "score is null");
        requireNonNull(status, "status is null");
        requireNonNull(trend, "trend is null");
    }

    Result weighted(OptionalDouble points) {
        return new Result(
                actual,
                rows,
                previous,
                plan,
                baseline,
                points,
                cap,
                toleranceLow,
                toleranceHigh,
                attainment,
                score,
                status,
                trend);
    }

    /** The traffic light that is shown: one that lacks only the plan says so. */
    String light() {
        return status.equals(NO_DATA) && actual.isPresent() ? "NO_PLAN" : status;
    }

    /** In another unit. */
    Result divided(double divisor) {
        return new Result(
                divide(actual, divisor),
                rows,
                divide(previous, divisor),
                divide(plan, divisor),
                divide(baseline, divisor),
                weight,
                cap,
                divide(toleranceLow, divisor),
                divide(toleranceHigh, divisor),
                attainment,
                score,
                status,
                trend);
    }

    static OptionalDouble divide(OptionalDouble value, double divisor) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() / divisor) : value;
    }
}

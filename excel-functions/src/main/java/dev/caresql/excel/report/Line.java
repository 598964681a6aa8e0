package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A line of a scorecard, in the unit in which it is shown.
 *
 * @param kpi what the line is of
 * @param result the figures of the period
 * @param course the actual values of the periods up to this one
 * @param plans the plans of the same periods
 */
record Line(KpiInfo kpi, Result result, List<OptionalDouble> course, List<OptionalDouble> plans) {
    Line {
        requireNonNull(kpi, "kpi is null");
        requireNonNull(result, "result is null");
        course = List.copyOf(course);
        plans = List.copyOf(plans);
    }

    /** The characters that the longest of its figures takes. */
    int longest() {
        return Stream.of(course.stream(), plans.stream(), Stream.of(result.actual(), result.plan(), result.previous()))
                .flatMap(values -> values)
                .flatMapToDouble(OptionalDouble::stream)
                .mapToInt(kpi::length)
                .max()
                .orElse(0);
    }

    boolean isEmpty() {
        return result.actual().isEmpty() && result.plan().isEmpty();
    }

    /** In the unit in which it is shown. */
    Line divided() {
        return new Line(
                kpi,
                result.divided(kpi.divisor()),
                course.stream()
                        .map(value -> Result.divide(value, kpi.divisor()))
                        .toList(),
                plans.stream().map(value -> Result.divide(value, kpi.divisor())).toList());
    }
}

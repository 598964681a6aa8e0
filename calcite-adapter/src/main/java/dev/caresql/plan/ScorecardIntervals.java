package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.catalog.KpiComponent;
import dev.caresql.catalog.KpiMeasure.Interval;
import dev.caresql.formula.FormulaCompiler;
import java.math.BigDecimal;
import java.util.List;

/**
 * The intervals of confidence of a scorecard. A KPI brings the figures that its interval is made of, and the interval is
 * spelt once for all KPIs of its kind: spelt for each, intervals were most of the statement.
 */
final class ScorecardIntervals {
    /** What the macros of shares give is percentage points. */
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    /** The columns of the figures, by place. */
    static final List<String> FIGURES = List.of("interval_0", "interval_1", "interval_2");

    private final FormulaCompiler compiler;

    ScorecardIntervals(FormulaCompiler compiler) {
        this.compiler = requireNonNull(compiler, "compiler is null");
    }

    /**
     * Which interval a column has. None of the intervals holds for a quotient of several facts; and where somebody's own KPI
     * has the name of a figure that is needed, there is none either.
     */
    Interval of(KpiColumn column) {
        Interval interval = column.parts().isEmpty() ? compiler.interval(column.kpi()) : Interval.NONE;
        boolean named = figures(interval).stream()
                .allMatch(figure ->
                        compiler.catalog().find(figure.functionOf(column.kpi())).isEmpty());
        return named ? interval : Interval.NONE;
    }

    /** What the interval of a column is made of, by place: the divisor first. */
    List<KpiComponent> figures(KpiColumn column) {
        return figures(of(column));
    }

    private static List<KpiComponent> figures(Interval interval) {
        return switch (interval) {
            case WILSON -> List.of(KpiComponent.DEN, KpiComponent.NUM);
            case NPS -> List.of(KpiComponent.DEN, KpiComponent.PLUS, KpiComponent.MINUS);
            case MEAN -> List.of(KpiComponent.DEN, KpiComponent.SD);
            case NONE -> List.of();
        };
    }

    /** What the macro's result is multiplied by to have the unit of the KPI. */
    BigDecimal factor(KpiColumn column) {
        return of(column) == Interval.MEAN
                ? BigDecimal.ONE
                : compiler.scale(column.kpi()).divide(PERCENT);
    }

    /**
     * An end of the interval of a row.
     *
     * @param end LOW or HIGH
     * @param columns whose intervals there may be
     */
    String end(String end, List<KpiColumn> columns) {
        String cases = columns.stream()
                .map(this::of)
                .distinct()
                .filter(interval -> interval != Interval.NONE)
                .map(interval -> " WHEN '" + interval.name() + "' THEN " + end(end, interval))
                .collect(joining());
        return cases.isEmpty() ? "CAST(NULL AS DOUBLE)" : "CASE interval_code" + cases + " END";
    }

    private static String end(String end, Interval interval) {
        return switch (interval) {
            case WILSON -> "interval_factor * KPI_WILSON_" + end + "(interval_1, interval_0)";
            case NPS -> "interval_factor * KPI_NPS_CI_" + end + "(interval_1, interval_2, interval_0)";
            case MEAN -> "KPI_MEAN_CI_" + end + "(actual, interval_1, interval_0)";
            case NONE -> throw new IllegalArgumentException("there is no interval");
        };
    }
}

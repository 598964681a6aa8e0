package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiComponent;
import dev.caresql.formula.FormulaCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The text of the scorecard as a query over {@code kpis} and {@code kpi_targets}: for every grain and scope the KPIs are
 * asked for together, so that each fact is read once, and then become rows.
 */
final class ScorecardSql {
    private static final String ITEMS = "scorecard_items";

    private final FactLayout layout;
    private final FormulaCompiler compiler;

    ScorecardSql(FactLayout layout, FormulaCompiler compiler) {
        this.layout = requireNonNull(layout, "layout is null");
        this.compiler = requireNonNull(compiler, "compiler is null");
    }

    /**
     * The query.
     *
     * @param wanted which grains, scopes, KPIs and periods are asked for
     */
    String text(ScorecardDemand wanted) {
        List<String> branches = new ArrayList<>();
        for (Grain grain : Grain.values()) {
            for (Scope scope : Scope.values()) {
                if (wanted.wantsPeriods() && wanted.wantsGrain(grain.name()) && wanted.wantsScope(scope.name())) {
                    branch(grain, scope, wanted).ifPresent(branches::add);
                }
            }
        }
        if (branches.isEmpty()) {
            branches.add(nothing());
        }
        return """
                SELECT a.grain_code, a.period_start, a.scope_type, a.scope_id, a.kpi_code, a.kpi_label_en, a.kpi_label_vi,
                  a.unit_code, a.display_decimals, a.direction_code, a.actual, a.row_count, a.ci_low, a.ci_high,
                  a.row_count < 30 AS is_low_n, a.previous_actual, a.last_year_actual, p.plan, p.baseline, p.weight_points,
                  p.cap_pct, p.tolerance_low, p.tolerance_high, ATTAINMENT(a.actual, p.plan, a.direction_code, p.baseline,
                    tolerance_low => p.tolerance_low, tolerance_high => p.tolerance_high) AS attainment,
                  VARIANCE_ABS(a.actual, p.plan) AS variance_abs, VARIANCE_PCT(a.actual, p.plan) AS variance_pct,
                  TREND(a.actual, a.previous_actual) AS trend,
                  STATUS(ATTAINMENT(a.actual, p.plan, a.direction_code, p.baseline,
                    tolerance_low => p.tolerance_low, tolerance_high => p.tolerance_high)) AS status,
                  CASE WHEN ATTAINMENT(a.actual, p.plan, a.direction_code, p.baseline,
                    tolerance_low => p.tolerance_low, tolerance_high => p.tolerance_high) IS NOT NULL
                  THEN GREATEST(0e0, LEAST(p.cap_pct, ATTAINMENT(a.actual, p.plan, a.direction_code, p.baseline,
                    tolerance_low => p.tolerance_low, tolerance_high => p.tolerance_high))) END AS score
                FROM (%s) a
                LEFT JOIN (%s) p ON p.kpi_code = a.kpi_code AND p.scope_type = a.scope_type AND p.scope_id = a.scope_id
                  AND p.grain_code = a.grain_code AND p.period_start = a.period_start
                """.formatted(
                        directed(String.join("\nUNION ALL\n", branches)), new TargetsSql(layout.tables()).text(wanted));
    }

    /**
     * The rows with the direction that the model's scorecards give a KPI instead of the catalog's, such as fewer minutes of
     * handling are better. Where scorecards contradict each other, the catalog holds.
     */
    private String directed(String rows) {
        if (!layout.tables().has(ITEMS, "kpi_code") || !layout.tables().has(ITEMS, "direction_code")) {
            return rows;
        }
        return """
                SELECT r.grain_code, r.period_start, r.scope_type, r.scope_id, r.kpi_code, r.kpi_label_en, r.kpi_label_vi,
                  r.unit_code, r.display_decimals, COALESCE(i.direction_code, r.direction_code) AS direction_code, r.actual,
                  r.row_count, r.ci_low, r.ci_high, r.previous_actual, r.last_year_actual
                FROM (%s) r
                LEFT JOIN (SELECT kpi_code, CASE WHEN MIN(direction_code) = MAX(direction_code)
                    THEN MIN(direction_code) END AS direction_code
                  FROM (SELECT UPPER(kpi_code) AS kpi_code, CASE UPPER(direction_code) WHEN 'H' THEN 'HIGHER'
                      WHEN 'L' THEN 'LOWER' WHEN 'T' THEN 'TARGET' WHEN 'N' THEN 'NEUTRAL' ELSE UPPER(direction_code) END
                      AS direction_code
                    FROM %s) d
                  GROUP BY kpi_code) i ON i.kpi_code = r.kpi_code
                """.formatted(rows, ITEMS);
    }

    private Optional<String> branch(Grain grain, Scope scope, ScorecardDemand wanted) {
        List<KpiColumn> kpis = layout.kpis().stream()
                .filter(kpi -> wanted.wantsKpi(kpi.kpi().name().text()) && isServed(kpi, scope))
                .toList();
        if (kpis.isEmpty()) {
            return Optional.empty();
        }
        String measures = kpis.stream().map(this::measures).collect(joining(", "));
        String names = kpis.stream().map(ScorecardSql::row).collect(joining(", "));
        return Optional.of("""
                SELECT CAST('%1$s' AS VARCHAR) AS grain_code, period_start, CAST('%2$s' AS VARCHAR) AS scope_type, scope_id,
                  kpi_code, kpi_label_en, kpi_label_vi, unit_code, display_decimals, direction_code, actual, row_count, ci_low,
                  ci_high, %3$s AS previous_actual, %4$s AS last_year_actual
                FROM (SELECT g.period_start, g.scope_id, k.kpi_code, k.kpi_label_en, k.kpi_label_vi, k.unit_code,
                  k.display_decimals, k.direction_code, %5$s AS actual, %6$s AS row_count, %7$s AS ci_low, %8$s AS ci_high,
                  %9$s AS period_no
                  FROM (SELECT %10$s AS period_start, %11$s AS scope_id, %12$s FROM kpis WHERE %13$s GROUP BY %14$s) g
                  CROSS JOIN (VALUES %15$s) k (kpi_code, kpi_label_en, kpi_label_vi, unit_code, display_decimals,
                    direction_code))
                """.formatted(
                        grain.name(),
                        scope.name(),
                        earlier(1),
                        earlier(grain.perYear),
                        pick(kpis, "DOUBLE", name -> "g.\"" + name + "\""),
                        pick(kpis, "BIGINT", name -> "g.\"" + name + "$n\""),
                        pick(kpis, "DOUBLE", name -> hasInterval(kpis, name) ? "g.\"" + name + "$low\"" : ""),
                        pick(kpis, "DOUBLE", name -> hasInterval(kpis, name) ? "g.\"" + name + "$high\"" : ""),
                        grain.number("g.period_start"),
                        grain.column,
                        scope.column.isEmpty() ? "CAST('ALL' AS VARCHAR)" : scope.column,
                        measures,
                        (scope.column.isEmpty() ? "" : scope.column + " IS NOT NULL AND ") + periods(grain, wanted),
                        scope.column.isEmpty() ? grain.column : grain.column + ", " + scope.column,
                        names));
    }

    /** The periods that are asked for and those of the year before, which stand beside them; see {@link ScorecardDemand#parameters}. */
    private static String periods(Grain grain, ScorecardDemand wanted) {
        String first = wanted.firstPeriod()
                .filter(date -> date.getYear() > 1)
                .map(date -> " AND " + grain.column + " >= DATE '" + date.minusYears(1) + "'")
                .orElse("");
        String last = wanted.lastPeriod()
                .map(date -> " AND " + grain.column + " <= DATE '" + date + "'")
                .orElse("");
        return grain.column + " IS NOT NULL" + first + last
                + (" AND " + grain.column + " >= CAST(? AS DATE) - INTERVAL '1' YEAR")
                        .repeat(wanted.periodsFrom().size())
                + (" AND " + grain.column + " <= CAST(? AS DATE)")
                        .repeat(wanted.periodsUntil().size());
    }

    /** The value so many periods earlier; none when that period has no row. */
    private static String earlier(int periods) {
        return "MAX(actual) OVER (PARTITION BY scope_id, kpi_code ORDER BY period_no RANGE BETWEEN " + periods
                + " PRECEDING AND " + periods + " PRECEDING)";
    }

    private String measures(KpiColumn kpi) {
        String name = kpi.name();
        List<String> measures = new ArrayList<>();
        measures.add("AVG(" + name + ") AS \"" + name + "\"");
        measures.add(rows(kpi) + " AS \"" + name + "$n\"");
        if (hasInterval(kpi)) {
            measures.add(KpiComponent.CI_LOW.functionOf(kpi.kpi()) + "() AS \"" + name + "$low\"");
            measures.add(KpiComponent.CI_HIGH.functionOf(kpi.kpi()) + "() AS \"" + name + "$high\"");
        }
        return String.join(", ", measures);
    }

    /** The rows behind a KPI, the fewest of several parts. */
    private static String rows(KpiColumn kpi) {
        List<String> counts =
                kpi.counted().stream().map(part -> "COUNT(" + part.name() + ")").toList();
        return counts.size() == 1 ? counts.get(0) : "LEAST(" + String.join(", ", counts) + ")";
    }

    private boolean hasInterval(List<KpiColumn> kpis, String name) {
        return kpis.stream().anyMatch(kpi -> kpi.name().equals(name) && hasInterval(kpi));
    }

    private boolean hasInterval(KpiColumn kpi) {
        return kpi.parts().isEmpty() && compiler.components(kpi.kpi()).contains(KpiComponent.CI_LOW);
    }

    private static String pick(List<KpiColumn> kpis, String type, Function<String, String> value) {
        String cases = kpis.stream()
                .filter(kpi -> !value.apply(kpi.name()).isEmpty())
                .map(kpi -> " WHEN '" + kpi.kpi().name().text() + "' THEN CAST(" + value.apply(kpi.name()) + " AS "
                        + type + ")")
                .collect(joining());
        return cases.isEmpty() ? "CAST(NULL AS " + type + ")" : "CASE k.kpi_code" + cases + " END";
    }

    private static String row(KpiColumn column) {
        Kpi kpi = column.kpi();
        return "(" + text(kpi.name().text()) + ", " + text(kpi.texts().labelEn()) + ", "
                + text(kpi.texts().labelVi()) + ", " + text(kpi.measure().unit()) + ", "
                + kpi.measure().decimals() + ", " + text(kpi.measure().better().name()) + ")";
    }

    private static String text(String value) {
        return "CAST('" + value.replace("'", "''") + "' AS VARCHAR)";
    }

    /** Whether the facts that a KPI counts have a date and the scope. */
    private boolean isServed(KpiColumn kpi, Scope scope) {
        if (!kpi.parts().isEmpty()) {
            return kpi.parts().stream().allMatch(part -> isServed(part, scope));
        }
        FactStream stream = layout.stream(kpi.stream());
        return stream.time().isPresent()
                && (scope.column.isEmpty()
                        || layout.dimensions().stream()
                                .filter(dimension -> dimension.name().equals(scope.column))
                                .anyMatch(dimension -> new DimensionPaths(layout.tables())
                                        .find(stream.table(), dimension, false)
                                        .isPresent()));
    }

    private static String nothing() {
        return """
                SELECT CAST(NULL AS VARCHAR) AS grain_code, CAST(NULL AS DATE) AS period_start,
                  CAST(NULL AS VARCHAR) AS scope_type, CAST(NULL AS VARCHAR) AS scope_id, CAST(NULL AS VARCHAR) AS kpi_code,
                  CAST(NULL AS VARCHAR) AS kpi_label_en, CAST(NULL AS VARCHAR) AS kpi_label_vi,
                  CAST(NULL AS VARCHAR) AS unit_code, CAST(NULL AS INTEGER) AS display_decimals,
                  CAST(NULL AS VARCHAR) AS direction_code, CAST(NULL AS DOUBLE) AS actual, CAST(NULL AS BIGINT) AS row_count,
                  CAST(NULL AS DOUBLE) AS ci_low, CAST(NULL AS DOUBLE) AS ci_high, CAST(NULL AS DOUBLE) AS previous_actual,
                  CAST(NULL AS DOUBLE) AS last_year_actual FROM (VALUES (1)) none (one) WHERE one = 0
                """;
    }

    /** The lengths of a period. */
    enum Grain {
        MONTH(12),
        QUARTER(4),
        YEAR(1);

        private final int perYear;
        private final String column = name().toLowerCase(Locale.ROOT) + "_start";

        Grain(int perYear) {
            this.perYear = perYear;
        }

        /** A number of the period that is one more for the next. */
        private String number(String date) {
            String year = "EXTRACT(YEAR FROM " + date + ")";
            return "CAST("
                    + switch (this) {
                        case MONTH -> year + " * 12 + EXTRACT(MONTH FROM " + date + ")";
                        case QUARTER -> year + " * 4 + EXTRACT(QUARTER FROM " + date + ")";
                        case YEAR -> year;
                    }
                    + " AS INTEGER)";
        }
    }

    /** What the figures are of. */
    enum Scope {
        COMPANY(""),
        DEPARTMENT("department_id"),
        TEAM("team_id"),
        AGENT("agent_id");

        private final String column;

        Scope(String column) {
            this.column = column;
        }
    }
}

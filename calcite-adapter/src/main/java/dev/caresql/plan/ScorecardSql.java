package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiComponent;
import dev.caresql.catalog.KpiMeasure.Interval;
import dev.caresql.formula.FormulaCompiler;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final ScorecardIntervals intervals;

    ScorecardSql(FactLayout layout, FormulaCompiler compiler) {
        this.layout = requireNonNull(layout, "layout is null");
        this.intervals = new ScorecardIntervals(compiler);
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
        List<KpiColumn> kpis = layout.kpis().stream()
                .filter(kpi -> wanted.wantsKpi(kpi.kpi().name().text()))
                .toList();
        return """
                SELECT s.*, row_count < 30 AS is_low_n, VARIANCE_ABS(actual, plan) AS variance_abs,
                  VARIANCE_PCT(actual, plan) AS variance_pct, TREND(actual, previous_actual) AS trend,
                  STATUS(attainment) AS status,
                  CASE WHEN attainment IS NOT NULL THEN GREATEST(0e0, LEAST(cap_pct, attainment)) END AS score
                FROM (SELECT a.grain_code, a.period_start, a.scope_type, a.scope_id, a.kpi_code, k.kpi_label_en, k.kpi_label_vi,
                  k.unit_code, k.display_decimals, k.direction_code, a.actual, a.row_count, %s AS ci_low, %s AS ci_high,
                  a.previous_actual, a.last_year_actual, p.plan, p.baseline, p.weight_points, p.cap_pct, p.tolerance_low,
                  p.tolerance_high, ATTAINMENT(a.actual, p.plan, k.direction_code, p.baseline,
                    tolerance_low => p.tolerance_low, tolerance_high => p.tolerance_high) AS attainment
                FROM (%s) a
                JOIN (%s) k ON k.kpi_code = a.kpi_code
                LEFT JOIN (%s) p ON p.kpi_code = a.kpi_code AND p.scope_type = a.scope_type AND p.scope_id = a.scope_id
                  AND p.grain_code = a.grain_code AND p.period_start = a.period_start) s
                """.formatted(
                        intervals.end("LOW", kpis),
                        intervals.end("HIGH", kpis),
                        String.join("\nUNION ALL\n", branches),
                        definitions(kpis),
                        new TargetsSql(layout.tables()).text(wanted));
    }

    /**
     * The KPIs with the direction that the model's scorecards give one instead of the catalog's, such as fewer minutes of
     * handling are better. Where scorecards contradict each other, the catalog holds.
     */
    private String definitions(List<KpiColumn> kpis) {
        String values = kpis.isEmpty()
                ? "SELECT %s FROM (VALUES (1)) none (one) WHERE one = 0"
                        .formatted(nulls(
                                "VARCHAR kpi_code",
                                "VARCHAR kpi_label_en",
                                "VARCHAR kpi_label_vi",
                                "VARCHAR unit_code",
                                "INTEGER display_decimals",
                                "VARCHAR direction_code",
                                "VARCHAR interval_code",
                                "DOUBLE interval_factor"))
                : "VALUES " + kpis.stream().map(this::definition).collect(joining(", "));
        String columns = "(kpi_code, kpi_label_en, kpi_label_vi, unit_code, display_decimals, direction_code,"
                + " interval_code, interval_factor)";
        if (!layout.tables().has(ITEMS, "kpi_code") || !layout.tables().has(ITEMS, "direction_code")) {
            return "SELECT * FROM (" + values + ") d " + columns;
        }
        return """
                SELECT d.kpi_code, d.kpi_label_en, d.kpi_label_vi, d.unit_code, d.display_decimals,
                  COALESCE(i.direction_code, d.direction_code) AS direction_code, d.interval_code, d.interval_factor
                FROM (%s) d %s
                LEFT JOIN (SELECT kpi_code, CASE WHEN MIN(direction_code) = MAX(direction_code)
                    THEN MIN(direction_code) END AS direction_code
                  FROM (SELECT UPPER(kpi_code) AS kpi_code, CASE UPPER(direction_code) WHEN 'H' THEN 'HIGHER'
                      WHEN 'L' THEN 'LOWER' WHEN 'T' THEN 'TARGET' WHEN 'N' THEN 'NEUTRAL' ELSE UPPER(direction_code) END
                      AS direction_code
                    FROM %s) e
                  GROUP BY kpi_code) i ON i.kpi_code = d.kpi_code
                """.formatted(values, columns, ITEMS);
    }

    private Optional<String> branch(Grain grain, Scope scope, ScorecardDemand wanted) {
        List<KpiColumn> kpis = layout.kpis().stream()
                .filter(kpi -> wanted.wantsKpi(kpi.kpi().name().text()) && isServed(kpi, scope))
                .toList();
        if (kpis.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("""
                SELECT CAST('%1$s' AS VARCHAR) AS grain_code, period_start, CAST('%2$s' AS VARCHAR) AS scope_type, scope_id,
                  kpi_code, actual, row_count, %3$s, %4$s AS previous_actual, %5$s AS last_year_actual
                FROM (SELECT g.period_start, g.scope_id, k.kpi_code, %6$s AS actual, %7$s AS row_count, %8$s,
                    %9$s AS period_no
                  FROM (SELECT %10$s AS period_start, %11$s AS scope_id, %12$s FROM kpis WHERE %13$s GROUP BY %14$s) g
                  CROSS JOIN (VALUES %15$s) k (kpi_code))
                """.formatted(
                        grain.name(),
                        scope.name(),
                        String.join(", ", ScorecardIntervals.FIGURES),
                        earlier(1),
                        earlier(grain.perYear),
                        pick(kpis, "DOUBLE", KpiColumn::name),
                        pick(kpis, "BIGINT", ScorecardSql::rowCount),
                        figures(kpis),
                        grain.number("g.period_start"),
                        grain.column,
                        scope.column.isEmpty() ? "CAST('ALL' AS VARCHAR)" : scope.column,
                        kpis.stream().map(this::measures).collect(joining(", ")),
                        (scope.column.isEmpty() ? "" : scope.column + " IS NOT NULL AND ") + periods(grain, wanted),
                        scope.column.isEmpty() ? grain.column : grain.column + ", " + scope.column,
                        kpis.stream()
                                .map(kpi -> "(" + text(kpi.kpi().name().text()) + ")")
                                .collect(joining(", "))));
    }

    /** What the interval of each row is made of. */
    private String figures(List<KpiColumn> kpis) {
        List<String> figures = new ArrayList<>();
        for (int i = 0; i < ScorecardIntervals.FIGURES.size(); i++) {
            int place = i;
            figures.add(
                    pick(kpis, "DOUBLE", kpi -> place < intervals.figures(kpi).size() ? figure(kpi, place) : "")
                            + " AS " + ScorecardIntervals.FIGURES.get(place));
        }
        return String.join(", ", figures);
    }

    private static String rowCount(KpiColumn kpi) {
        return kpi.name() + "$n";
    }

    /** A figure that an interval is made of; see {@link ScorecardIntervals#figures}. */
    private static String figure(KpiColumn kpi, int place) {
        return kpi.name() + "$" + place;
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
        measures.add(rows(kpi) + " AS \"" + rowCount(kpi) + "\"");
        List<KpiComponent> figures = intervals.figures(kpi);
        for (int place = 0; place < figures.size(); place++) {
            measures.add("CAST(" + figures.get(place).functionOf(kpi.kpi()) + "() AS DOUBLE) AS \"" + figure(kpi, place)
                    + "\"");
        }
        return String.join(", ", measures);
    }

    /** The rows behind a KPI, the fewest of several parts. */
    private static String rows(KpiColumn kpi) {
        List<String> counts =
                kpi.counted().stream().map(part -> "COUNT(" + part.name() + ")").toList();
        return counts.size() == 1 ? counts.get(0) : "LEAST(" + String.join(", ", counts) + ")";
    }

    /** The column of the row's KPI; KPIs whose column is empty have none. */
    private static String pick(List<KpiColumn> kpis, String type, Function<KpiColumn, String> column) {
        String cases = kpis.stream()
                .filter(kpi -> !column.apply(kpi).isEmpty())
                .map(kpi -> " WHEN '" + kpi.kpi().name().text() + "' THEN g.\"" + column.apply(kpi) + "\"")
                .collect(joining());
        return cases.isEmpty() ? "CAST(NULL AS " + type + ")" : "CASE k.kpi_code" + cases + " END";
    }

    private String definition(KpiColumn column) {
        Kpi kpi = column.kpi();
        Interval interval = intervals.of(column);
        return "(" + text(kpi.name().text()) + ", " + text(kpi.texts().labelEn()) + ", "
                + text(kpi.texts().labelVi()) + ", " + text(kpi.measure().unit()) + ", "
                + kpi.measure().decimals() + ", " + text(kpi.measure().better().name()) + ", "
                + (interval == Interval.NONE
                        ? nulls("VARCHAR", "DOUBLE")
                        : text(interval.name()) + ", CAST("
                                + intervals.factor(column).toPlainString() + " AS DOUBLE)")
                + ")";
    }

    private static String text(String value) {
        return "CAST('" + value.replace("'", "''") + "' AS VARCHAR)";
    }

    /** NULLs of types, or of types and names. */
    private static String nulls(String... columns) {
        return Arrays.stream(columns)
                .map(column -> column.split(" ", -1))
                .map(parts -> "CAST(NULL AS " + parts[0] + ")" + (parts.length > 1 ? " AS " + parts[1] : ""))
                .collect(joining(", "));
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
        return "SELECT "
                + nulls(
                        "VARCHAR grain_code",
                        "DATE period_start",
                        "VARCHAR scope_type",
                        "VARCHAR scope_id",
                        "VARCHAR kpi_code",
                        "DOUBLE actual",
                        "BIGINT row_count")
                + ", "
                + ScorecardIntervals.FIGURES.stream()
                        .map(figure -> nulls("DOUBLE " + figure))
                        .collect(joining(", "))
                + ", " + nulls("DOUBLE previous_actual", "DOUBLE last_year_actual")
                + " FROM (VALUES (1)) none (one) WHERE one = 0";
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

package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The text of the plans in force: the highest version of every target, and for a quarter or year without a target of its
 * own what the targets of shorter periods make by their rule. Rates never add up: EXPLICIT makes nothing of them, WEIGHTED
 * weighs them with the planned denominators, the targets of the KPI's component {@code _DEN}.
 */
final class TargetsSql {
    private static final String TABLE = "kpi_targets";
    private static final List<String> KEY =
            List.of("kpi_code", "scope_type", "scope_id", "grain_code", "period_start", "target_metric_value");
    private static final String NONE = """
            SELECT CAST(NULL AS VARCHAR) AS kpi_code, CAST(NULL AS VARCHAR) AS scope_type, CAST(NULL AS VARCHAR) AS scope_id,
              CAST(NULL AS VARCHAR) AS grain_code, CAST(NULL AS DATE) AS period_start, CAST(NULL AS DOUBLE) AS plan,
              CAST(NULL AS DOUBLE) AS baseline, CAST(NULL AS DOUBLE) AS tolerance_low, CAST(NULL AS DOUBLE) AS tolerance_high,
              CAST(NULL AS DOUBLE) AS weight_points, CAST(NULL AS DOUBLE) AS cap_pct FROM (VALUES (1)) none (one) WHERE one = 0
            """;

    private final FactTables tables;

    TargetsSql(FactTables tables) {
        this.tables = requireNonNull(tables, "tables is null");
    }

    /** The plans of the grains that are asked for. */
    String text(ScorecardDemand wanted) {
        if (!KEY.stream().allMatch(column -> tables.has(TABLE, column))) {
            return NONE;
        }
        String latest = latest();
        List<String> sources = new ArrayList<>();
        sources.add(latest);
        if (wanted.wantsGrain("QUARTER")) {
            sources.add(made(latest, "MONTH", "QUARTER", 3));
        }
        if (wanted.wantsGrain("YEAR")) {
            sources.add(made(latest, "QUARTER", "YEAR", 4));
            sources.add(made(latest, "MONTH", "YEAR", 12));
        }
        return """
                SELECT kpi_code, scope_type, scope_id, grain_code, period_start, plan, baseline, tolerance_low, tolerance_high,
                  weight_points, COALESCE(cap_pct, 120e0) AS cap_pct
                FROM (SELECT all_plans.*, ROW_NUMBER() OVER (PARTITION BY kpi_code, scope_type, scope_id, grain_code,
                  period_start ORDER BY source_no) AS rank_no
                  FROM (%s) all_plans) ranked
                WHERE rank_no = 1 AND plan IS NOT NULL
                """.formatted(IntStream.range(0, sources.size())
                .mapToObj(i -> "SELECT s" + i + ".*, " + i + " AS source_no FROM (" + sources.get(i) + ") s" + i)
                .collect(joining("\nUNION ALL\n")));
    }

    /** The highest version of each target that holds at the as-of instant. */
    private String latest() {
        String order = tables.has(TABLE, "version_no") ? "version_no" : "0";
        String valid =
                tables.has(TABLE, "valid_from") ? "valid_from IS NULL OR valid_from <= CAST(AS_OF() AS DATE)" : "TRUE";
        return """
                SELECT kpi_code, scope_type, scope_id, grain_code, period_start, plan, baseline, tolerance_low, tolerance_high,
                  weight_points, cap_pct, target_agg_rule
                FROM (SELECT UPPER(kpi_code) AS kpi_code, scope_type, scope_id, grain_code, period_start,
                  CAST(target_metric_value AS DOUBLE) AS plan, %s AS baseline, %s AS tolerance_low, %s AS tolerance_high,
                  %s AS weight_points, %s AS cap_pct, %s AS target_agg_rule,
                  ROW_NUMBER() OVER (PARTITION BY UPPER(kpi_code), scope_type, scope_id, grain_code, period_start
                    ORDER BY %s DESC) AS version_rank
                  FROM %s WHERE %s) versions
                WHERE version_rank = 1
                """.formatted(
                        number("baseline_metric_value"),
                        number("tolerance_low"),
                        number("tolerance_high"),
                        number("weight_points"),
                        number("cap_pct"),
                        tables.has(TABLE, "target_agg_rule") ? "UPPER(target_agg_rule)" : "CAST(NULL AS VARCHAR)",
                        order,
                        TABLE,
                        valid);
    }

    private String number(String column) {
        return tables.has(TABLE, column) ? "CAST(" + column + " AS DOUBLE)" : "CAST(NULL AS DOUBLE)";
    }

    /** Targets of a longer period made of those of a shorter; all of them must be there. */
    private static String made(String latest, String shorter, String longer, int count) {
        return """
                SELECT s.kpi_code, s.scope_type, s.scope_id, CAST('%1$s' AS VARCHAR) AS grain_code,
                  DATE_TRUNC('%1$s', s.period_start) AS period_start,
                  CASE WHEN COUNT(*) < %2$s THEN CAST(NULL AS DOUBLE)
                    WHEN MAX(s.target_agg_rule) = 'SUM' THEN SUM(s.plan)
                    WHEN MAX(s.target_agg_rule) IN ('LAST', 'YTD') THEN MAX(CASE WHEN s.is_last THEN s.plan END)
                    WHEN MAX(s.target_agg_rule) = 'WEIGHTED' AND COUNT(d.plan) = %2$s THEN SUM(s.plan * d.plan) / SUM(d.plan)
                    END AS plan,
                  MAX(CASE WHEN s.is_last THEN s.baseline END) AS baseline,
                  MAX(CASE WHEN s.is_last THEN s.tolerance_low END) AS tolerance_low,
                  MAX(CASE WHEN s.is_last THEN s.tolerance_high END) AS tolerance_high,
                  MAX(CASE WHEN s.is_last THEN s.weight_points END) AS weight_points,
                  MAX(CASE WHEN s.is_last THEN s.cap_pct END) AS cap_pct,
                  MAX(s.target_agg_rule) AS target_agg_rule
                FROM (SELECT l.*, ROW_NUMBER() OVER (PARTITION BY kpi_code, scope_type, scope_id,
                  DATE_TRUNC('%1$s', period_start) ORDER BY period_start DESC) = 1 AS is_last
                  FROM (%4$s) l WHERE grain_code = '%3$s') s
                LEFT JOIN (%4$s) d ON d.kpi_code = s.kpi_code || '_DEN' AND d.scope_type = s.scope_type
                  AND d.scope_id = s.scope_id AND d.grain_code = s.grain_code AND d.period_start = s.period_start
                GROUP BY s.kpi_code, s.scope_type, s.scope_id, DATE_TRUNC('%1$s', s.period_start)
                """.formatted(longer, Integer.toString(count), shorter, latest);
    }
}

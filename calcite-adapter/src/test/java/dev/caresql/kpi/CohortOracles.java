package dev.caresql.kpi;

import static dev.caresql.kpi.Oracle.distinctSql;

import dev.caresql.kpi.Oracle.Population;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/** The KPIs of closed cohorts of a funnel by hand. */
final class CohortOracles {
    private CohortOracles() {}

    static List<Oracle> all() {
        return List.of(
                dropOff("", 1, 90),
                dropOff("from_stage => 3, window_days => 30", 3, 30),
                new Oracle(
                        "FUNNEL_CONVERSION",
                        "from_stage => 2, to_stage => 4",
                        closed("cohort_at", 90, true),
                        "100.0 * " + distinctSql("lead_id", "stage_no > 3") + " / nullif("
                                + distinctSql("lead_id", "stage_no > 1") + ", 0)",
                        rows -> Rows.percent(reached(rows, 4), reached(rows, 2))),
                toSql("", 90),
                toSql("window_days => 20", 20));
    }

    private static Oracle dropOff(String options, int stage, int days) {
        String from = distinctSql("lead_id", "stage_no >= " + stage);
        return new Oracle(
                "FUNNEL_DROPOFF",
                options,
                closed("cohort_at", days, true),
                "100.0 - 100.0 * " + distinctSql("lead_id", "stage_no > " + stage) + " / nullif(" + from + ", 0)",
                rows -> {
                    Double kept = Rows.percent(reached(rows, stage + 1), reached(rows, stage));
                    return kept == null ? null : 100 - kept;
                });
    }

    private static Oracle toSql(String options, int days) {
        Population closed = closed("mql_at", days, false);
        return new Oracle(
                "MQL_TO_SQL_RATE",
                options,
                new Population(
                        "stage_code IN ('MQL', 'SQL') AND " + closed.sql(),
                        row -> row.is("stage_code", "MQL", "SQL")
                                && closed.java().test(row)),
                "100.0 * " + distinctSql("lead_id", "stage_code = 'SQL' AND " + within("mql_at", days)) + " / nullif("
                        + distinctSql("lead_id", "TRUE") + ", 0)",
                rows -> Rows.percent(
                        rows.where(row -> row.is("stage_code", "SQL") && isWithin(row, "mql_at", days))
                                .distinct("lead_id"),
                        rows.distinct("lead_id")));
    }

    /** Leads whose window has closed at the as-of instant, and for some KPIs what they reached in it. */
    private static Population closed(String from, int days, boolean inWindow) {
        LocalDateTime latest = RandomRows.AS_OF.minusDays(days);
        String sql = from + " <= '" + latest + "'";
        return new Population(
                inWindow ? sql + " AND " + within(from, days) : sql,
                row -> row.has(from) && !row.time(from).isAfter(latest) && (!inWindow || isWithin(row, from, days)));
    }

    private static String within(String from, int days) {
        return "reached_at BETWEEN " + from + " AND " + from + " + INTERVAL " + days + " DAY";
    }

    private static boolean isWithin(Row row, String from, int days) {
        if (!row.has("reached_at") || !row.has(from)) {
            return false;
        }
        Duration passed = Duration.between(row.time(from), row.time("reached_at"));
        return !passed.isNegative() && passed.compareTo(Duration.ofDays(days)) <= 0;
    }

    private static double reached(Rows rows, int stage) {
        return rows.where(row -> row.between("stage_no", stage, 99)).distinct("lead_id");
    }
}

package dev.caresql.kpi;

import static dev.caresql.kpi.Oracle.countSql;
import static dev.caresql.kpi.Oracle.distinctSql;
import static dev.caresql.kpi.Oracle.rateSql;

import dev.caresql.kpi.Oracle.Population;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The KPIs of leads, their stages and the touches and activities that they get, by hand. */
final class LeadOracles {
    private static final Population ALL = new Population("TRUE", row -> true);
    private static final double MINUTE = 60e6;
    private static final double DAY = 864e8;
    private static final String AS_OF = "TIMESTAMP '" + RandomRows.AS_OF + "'";

    private LeadOracles() {}

    static List<Oracle> leads() {
        List<Oracle> oracles = new ArrayList<>(responses());
        oracles.addAll(spans("LEAD_RESPONSE_TIME", "AVG_LEAD_RESPONSE_TIME", "created_at", "first_touch_at", MINUTE));
        oracles.addAll(spans("SALES_CYCLE", "AVG_SALES_CYCLE", "created_at", "won_at", DAY));
        oracles.addAll(
                spans("FIRST_CALL_TO_SALE_TIME", "AVG_FIRST_CALL_TO_SALE_TIME", "first_touch_at", "won_at", DAY));
        oracles.addAll(decisions());
        Population closed = new Population(
                "won_at IS NOT NULL OR lost_at IS NOT NULL", row -> row.has("won_at") || row.has("lost_at"));
        oracles.add(new Oracle(
                "WIN_RATE",
                closed,
                rateSql("won_at IS NOT NULL", "TRUE"),
                rows -> rows.rate(row -> row.has("won_at"))));
        oracles.add(new Oracle("LEAD_COUNT", ALL, distinctSql("lead_id", "TRUE"), Rows::count));
        return oracles;
    }

    private static List<Oracle> responses() {
        Predicate<Row> neverEarly =
                row -> !row.has("first_touch_at") || micros(row, "created_at", "first_touch_at") >= 0;
        Population created = new Population(
                "created_at IS NOT NULL AND coalesce(first_touch_at >= created_at, TRUE)",
                row -> row.has("created_at") && neverEarly.test(row));
        return List.of(
                within("LEAD_RESPONSE_WITHIN_RATE", "", 60, neverEarly),
                within("LEAD_RESPONSE_WITHIN_RATE", "minutes_limit => 43200", 43_200, neverEarly),
                new Oracle(
                        "LEAD_RESPONDED_RATE",
                        created,
                        rateSql("first_touch_at IS NOT NULL", "TRUE"),
                        rows -> rows.rate(row -> row.has("first_touch_at"))));
    }

    private static Oracle within(String kpi, String options, int minutes, Predicate<Row> neverEarly) {
        LocalDateTime latest = RandomRows.AS_OF.minusMinutes(minutes);
        Population mature = new Population(
                "created_at <= '" + latest + "' AND coalesce(first_touch_at >= created_at, TRUE)",
                row -> row.has("created_at") && !row.time("created_at").isAfter(latest) && neverEarly.test(row));
        return new Oracle(
                kpi,
                options,
                mature,
                rateSql("first_touch_at <= created_at + INTERVAL " + minutes + " MINUTE", "TRUE"),
                rows -> rows.rate(row ->
                        row.has("first_touch_at") && micros(row, "created_at", "first_touch_at") <= minutes * MINUTE));
    }

    private static List<Oracle> spans(String median, String mean, String from, String to, double unit) {
        String sql = microsSql(from, to) + " / " + unit;
        return List.of(
                new Oracle(
                        median,
                        inOrder(from, to),
                        "quantile_cont(" + sql + ", 0.5) FILTER (ok)",
                        rows -> rows.percentile(0.5, row -> micros(row, from, to) / unit)),
                new Oracle(
                        mean,
                        inOrder(from, to),
                        "avg(" + sql + ") FILTER (ok)",
                        rows -> rows.mean(row -> micros(row, from, to) / unit)));
    }

    private static Population inOrder(String from, String to) {
        return new Population(to + " >= " + from, row -> row.has(from) && row.has(to) && micros(row, from, to) >= 0);
    }

    private static List<Oracle> decisions() {
        String end = "coalesce(won_at, lost_at)";
        String sql = microsSql("created_at", end) + " / 60e6";
        Population decided = new Population(end + " >= created_at", row -> decision(row) != null && decision(row) >= 0);
        return List.of(
                new Oracle(
                        "TIME_TO_DECISION",
                        decided,
                        "avg(" + sql + ") FILTER (ok)",
                        rows -> rows.mean(LeadOracles::decision)),
                new Oracle(
                        "MEDIAN_TIME_TO_DECISION",
                        decided,
                        "quantile_cont(" + sql + ", 0.5) FILTER (ok)",
                        rows -> rows.percentile(0.5, LeadOracles::decision)),
                new Oracle(
                        "P90_TIME_TO_DECISION",
                        decided,
                        "quantile_cont(" + sql + ", 0.9) FILTER (ok)",
                        rows -> rows.percentile(0.9, LeadOracles::decision)));
    }

    private static @Nullable Double decision(Row row) {
        String end = row.has("won_at") ? "won_at" : "lost_at";
        return row.has("created_at") && row.has(end) ? micros(row, "created_at", end) / MINUTE : null;
    }

    static List<Oracle> stages() {
        Population open = new Population(
                "stage_code <> 'CUSTOMER' AND entered_at <= " + AS_OF + " AND coalesce(left_at > " + AS_OF + ", TRUE)",
                row -> row.has("stage_code")
                        && !row.is("stage_code", "CUSTOMER")
                        && row.has("entered_at")
                        && !row.time("entered_at").isAfter(RandomRows.AS_OF)
                        && (!row.has("left_at") || row.time("left_at").isAfter(RandomRows.AS_OF)));
        String age = microsSql("entered_at", AS_OF) + " / 864e8";
        return List.of(
                dropOff("", 1),
                dropOff("from_stage => 3", 3),
                new Oracle(
                        "OPEN_FUNNEL_CONVERSION",
                        "from_stage => 2, to_stage => 4",
                        ALL,
                        "100.0 * " + distinctSql("lead_id", "stage_no > 3") + " / nullif("
                                + distinctSql("lead_id", "stage_no > 1") + ", 0)",
                        rows -> Rows.percent(reached(rows, 4), reached(rows, 2))),
                new Oracle("MQL_COUNT", ALL, distinctSql("lead_id", "stage_code = 'MQL'"), rows -> rows.where(
                                row -> row.is("stage_code", "MQL"))
                        .distinct("lead_id")),
                new Oracle("STAGE_AGE", open, "avg(" + age + ") FILTER (ok)", rows -> rows.mean(LeadOracles::age)),
                new Oracle(
                        "MEDIAN_STAGE_AGE",
                        open,
                        "quantile_cont(" + age + ", 0.5) FILTER (ok)",
                        rows -> rows.percentile(0.5, LeadOracles::age)));
    }

    private static Oracle dropOff(String options, int stage) {
        return new Oracle(
                "OPEN_FUNNEL_DROPOFF",
                options,
                ALL,
                "100 * (1 - " + distinctSql("lead_id", "stage_no > " + stage) + " / nullif("
                        + distinctSql("lead_id", "stage_no >= " + stage) + ", 0)::DOUBLE)",
                rows -> {
                    Double kept = Rows.percent(reached(rows, stage + 1), reached(rows, stage));
                    return kept == null ? null : 100 - kept;
                });
    }

    private static double reached(Rows rows, int stage) {
        return rows.where(row -> row.between("stage_no", stage, 99)).distinct("lead_id");
    }

    private static double age(Row row) {
        return ChronoUnit.MICROS.between(row.time("entered_at"), RandomRows.AS_OF) / DAY;
    }

    static List<Oracle> touches() {
        String engagedSql = "reaction_code IN ('REPLY', 'CLICK', 'PURCHASE')";
        Predicate<Row> engaged = row -> row.is("reaction_code", "REPLY", "CLICK", "PURCHASE");
        Population actions = new Population("direction_code = 'OUTBOUND'", row -> row.is("direction_code", "OUTBOUND"));
        Population second = new Population(
                "direction_code = 'OUTBOUND' AND attempt_no = 2",
                row -> row.is("direction_code", "OUTBOUND") && row.between("attempt_no", 2, 2));
        String unit = "coalesce(lead_id, customer_id)";
        List<Oracle> oracles = new ArrayList<>(conversions());
        oracles.add(new Oracle(
                "ACTIONS_PER_ENGAGEMENT",
                actions,
                countSql("TRUE") + " / nullif(" + countSql(engagedSql) + ", 0)",
                rows -> Rows.ratio(rows.count(), rows.count(engaged))));
        oracles.add(
                new Oracle("TOUCH_RESPONSE_RATE", actions, rateSql(engagedSql, "TRUE"), rows -> rows.rate(engaged)));
        oracles.add(new Oracle(
                "RESPONSE_RATE_AT_ATTEMPT", actions, unitRateSql(unit, engagedSql), rows -> unitRate(rows, engaged)));
        oracles.add(new Oracle(
                "RESPONSE_RATE_AT_ATTEMPT",
                "attempt => 2",
                second,
                unitRateSql(unit, engagedSql),
                rows -> unitRate(rows, engaged)));
        oracles.add(new Oracle(
                "DISENGAGEMENT_RATE",
                actions,
                unitRateSql(unit, "reaction_code IN ('UNSUBSCRIBE', 'BLOCK')"),
                rows -> unitRate(rows, row -> row.is("reaction_code", "UNSUBSCRIBE", "BLOCK"))));
        oracles.add(new Oracle(
                "ENGAGED_CUSTOMERS",
                ALL,
                distinctSql("coalesce(customer_id, lead_id)", "direction_code = 'INBOUND' OR " + engagedSql),
                rows -> units(
                        rows.where(engaged.or(row -> row.is("direction_code", "INBOUND"))), "customer_id", "lead_id")));
        return oracles;
    }

    private static List<Oracle> conversions() {
        Population converted = new Population(
                "lead_id IS NOT NULL AND direction_code = 'OUTBOUND' AND touched_at <= won_at",
                row -> row.has("lead_id")
                        && row.is("direction_code", "OUTBOUND")
                        && row.has("touched_at")
                        && row.has("won_at")
                        && micros(row, "touched_at", "won_at") >= 0);
        return List.of(
                new Oracle(
                        "TOUCHES_TO_CONVERT",
                        converted,
                        countSql("TRUE") + " / nullif(" + distinctSql("lead_id", "TRUE") + ", 0)",
                        rows -> Rows.ratio(rows.count(), rows.distinct("lead_id"))),
                new Oracle(
                        "MEDIAN_TOUCHES_TO_CONVERT",
                        converted,
                        "list_median(map_values(histogram(lead_id) FILTER (ok)))",
                        LeadOracles::medianPerLead));
    }

    private static @Nullable Double medianPerLead(Rows rows) {
        Map<String, Long> counts =
                rows.list().stream().collect(Collectors.groupingBy(row -> row.text("lead_id"), Collectors.counting()));
        Rows perLead = new Rows(counts.values().stream()
                .map(count -> new Row(Map.of("touches", count)))
                .toList());
        return perLead.percentile(0.5, row -> row.number("touches"));
    }

    private static String unitRateSql(String unit, String condition) {
        return "100.0 * " + distinctSql(unit, condition) + " / nullif(" + distinctSql(unit, "TRUE") + ", 0)";
    }

    private static @Nullable Double unitRate(Rows rows, Predicate<Row> part) {
        return Rows.percent(units(rows.where(part), "lead_id", "customer_id"), units(rows, "lead_id", "customer_id"));
    }

    private static double units(Rows rows, String first, String second) {
        return rows.list().stream()
                .map(row -> row.has(first) ? row.text(first) : row.text(second))
                .filter(unit -> unit != null)
                .distinct()
                .count();
    }

    static List<Oracle> activities() {
        Population due = new Population(
                "due_at <= " + AS_OF,
                row -> row.has("due_at") && !row.time("due_at").isAfter(RandomRows.AS_OF));
        return List.of(
                new Oracle(
                        "ONTIME_CONTACT_RATE",
                        due,
                        rateSql("done_at <= due_at", "TRUE"),
                        rows -> rows.rate(row -> row.has("done_at") && micros(row, "done_at", "due_at") >= 0)),
                new Oracle(
                        "TASK_PROGRESS",
                        ALL,
                        rateSql("done_at <= " + AS_OF, "TRUE"),
                        rows -> rows.rate(row ->
                                row.has("done_at") && !row.time("done_at").isAfter(RandomRows.AS_OF))));
    }

    private static double micros(Row row, String from, String to) {
        return row.has(from) && row.has(to) ? ChronoUnit.MICROS.between(row.time(from), row.time(to)) : Double.NaN;
    }

    private static String microsSql(String from, String to) {
        return "(epoch_us(" + to + ") - epoch_us(" + from + "))";
    }

    static List<Oracle> relationships() {
        String known = "is_active AND customer_id IS NOT NULL AND ";
        Predicate<Row> active = row -> row.isTrue("is_active") && row.has("customer_id");
        Predicate<Row> past = row -> row.has("last_interaction_at") && sinceContact(row) >= 0;
        Population all = new Population(
                known + "coalesce(last_interaction_at <= " + AS_OF + ", TRUE)",
                active.and(row -> !row.has("last_interaction_at") || past.test(row)));
        Population contacted = new Population(known + "last_interaction_at <= " + AS_OF, active.and(past));
        String days = microsSql("last_interaction_at", AS_OF) + " / 864e8";
        return List.of(
                new Oracle(
                        "FRESHNESS_RATE",
                        all,
                        rateSql("last_interaction_at >= " + AS_OF + " - INTERVAL 30 DAY", "TRUE"),
                        rows -> rows.rate(past.and(row -> sinceContact(row) <= 30))),
                new Oracle(
                        "DAYS_SINCE_CONTACT",
                        contacted,
                        "avg(" + days + ") FILTER (ok)",
                        rows -> rows.mean(LeadOracles::sinceContact)),
                new Oracle(
                        "MEDIAN_DAYS_SINCE_CONTACT",
                        contacted,
                        "quantile_cont(" + days + ", 0.5) FILTER (ok)",
                        rows -> rows.percentile(0.5, LeadOracles::sinceContact)));
    }

    private static double sinceContact(Row row) {
        return ChronoUnit.MICROS.between(row.time("last_interaction_at"), RandomRows.AS_OF) / DAY;
    }
}

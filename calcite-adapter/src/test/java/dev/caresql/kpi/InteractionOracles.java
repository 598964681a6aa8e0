package dev.caresql.kpi;

import static dev.caresql.kpi.Oracle.countSql;
import static dev.caresql.kpi.Oracle.rateSql;
import static dev.caresql.kpi.Oracle.wilsonSql;

import dev.caresql.kpi.Oracle.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The KPIs of calls by hand. */
final class InteractionOracles {
    private static final Population VOICE =
            new Population("channel_code = 'VOICE'", row -> row.is("channel_code", "VOICE"));
    private static final Population INBOUND =
            and(VOICE, "direction_code = 'INBOUND'", row -> row.is("direction_code", "INBOUND"));
    private static final Population WAITED =
            and(INBOUND, "queue_wait_s >= 0", row -> row.between("queue_wait_s", 0, 1e9));
    private static final Population NOT_NEGATIVE = and(
            INBOUND,
            "coalesce(queue_wait_s, 0) >= 0",
            row -> !row.has("queue_wait_s") || row.number("queue_wait_s") >= 0);
    private static final Predicate<Row> ANSWERED = outcome("ANSWERED");
    private static final Predicate<Row> LOST = outcome("ABANDONED", "TIMED_OUT");
    private static final String AN = "outcome_code = 'ANSWERED'";
    private static final String AB = "outcome_code IN ('ABANDONED', 'TIMED_OUT')";
    private static final Function<Row, Double> WAIT = number("queue_wait_s");
    private static final double WEEK = 7 * 86400;

    private InteractionOracles() {}

    static List<Oracle> all() {
        List<Oracle> oracles = new ArrayList<>(waits());
        oracles.addAll(serviceLevels());
        oracles.addAll(outcomes());
        oracles.addAll(handling());
        oracles.addAll(firstContacts());
        return oracles;
    }

    private static List<Oracle> waits() {
        Population answered = and(WAITED, AN, ANSWERED);
        Population rung =
                and(INBOUND, AN + " AND ring_s >= 0", row -> ANSWERED.test(row) && row.between("ring_s", 0, 1e9));
        Population picked = and(
                INBOUND,
                AN + " AND answered_at >= started_at",
                row -> ANSWERED.test(row)
                        && row.has("started_at")
                        && row.has("answered_at")
                        && !row.time("answered_at").isBefore(row.time("started_at")));
        return List.of(
                new Oracle("ASA", answered, "avg(queue_wait_s) FILTER (ok)", rows -> rows.mean(WAIT)),
                new Oracle(
                        "MEDIAN_ASA",
                        answered,
                        "quantile_cont(queue_wait_s, 0.5) FILTER (ok)",
                        rows -> rows.percentile(0.5, WAIT)),
                new Oracle(
                        "P90_ASA",
                        answered,
                        "quantile_cont(queue_wait_s, 0.9) FILTER (ok)",
                        rows -> rows.percentile(0.9, WAIT)),
                new Oracle(
                        "AVG_RING_TIME",
                        rung,
                        "avg(ring_s) FILTER (ok)",
                        rows -> rows.mean(row -> row.number("ring_s"))),
                new Oracle(
                        "AVG_RESPONSE_TIME",
                        picked,
                        "avg(epoch_us(answered_at - started_at) // 1000000) FILTER (ok)",
                        rows -> rows.mean(row -> row.seconds("started_at", "answered_at"))),
                new Oracle("AVG_WAIT_TIME", WAITED, "avg(queue_wait_s) FILTER (ok)", rows -> rows.mean(WAIT)),
                new Oracle("MAX_WAIT_TIME", WAITED, "max(queue_wait_s) FILTER (ok)", rows -> rows.max(WAIT)),
                new Oracle(
                        "MEDIAN_WAIT_TIME",
                        WAITED,
                        "median(queue_wait_s) FILTER (ok)",
                        rows -> rows.percentile(0.5, WAIT)),
                new Oracle(
                        "P90_WAIT_TIME",
                        WAITED,
                        "quantile_cont(queue_wait_s, 0.9) FILTER (ok)",
                        rows -> rows.percentile(0.9, WAIT)));
    }

    private static List<Oracle> serviceLevels() {
        String fast = AN + " AND queue_wait_s <= 20";
        return List.of(
                serviceLevel("", fast, AN + " OR " + AB + " AND queue_wait_s > 5", 5, 0),
                serviceLevel(
                        "sl_method => 'ALL_POSITIVE'",
                        fast + " OR " + AB + " AND queue_wait_s <= 20",
                        AN + " OR " + AB,
                        -1,
                        20),
                serviceLevel("sl_method => 'ALL_NEGATIVE'", fast, AN + " OR " + AB, -1, -1),
                serviceLevel(
                        "sl_method => 'AFTER_THRESHOLD'", fast, AN + " OR " + AB + " AND queue_wait_s > 20", 20, -1),
                serviceLevel(
                        "sl_method => 'SHORT_POSITIVE'",
                        fast + " OR " + AB + " AND queue_wait_s <= 5",
                        AN + " OR " + AB,
                        -1,
                        5),
                serviceLevel("sl_method => 'ANSWERED_ONLY'", fast, AN, 1e9, -1),
                serviceLevel("sl_method => 'GENESYS'", fast, AN + " OR " + AB, -1, -1),
                serviceLevel(
                        "sl_method => 'GENESYS', exclude_short => TRUE",
                        fast,
                        AN + " OR " + AB + " AND queue_wait_s > 5",
                        5,
                        -1),
                serviceLevel("sl_method => 'GENESYS', exclude_abandoned => TRUE", fast, AN, 1e9, -1),
                new Oracle(
                        "SERVICE_LEVEL",
                        "sl_method => 'GENESYS', include_flow_outs => TRUE",
                        NOT_NEGATIVE,
                        rateSql(fast, AN + " OR " + AB + " OR outcome_code = 'FLOW_OUT'"),
                        rows -> rows.rate(
                                row -> ANSWERED.test(row) && row.between("queue_wait_s", 0, 20),
                                row -> row.is("outcome_code", "ANSWERED", "ABANDONED", "TIMED_OUT", "FLOW_OUT"))));
    }

    /** Lost calls count below when they waited longer than {@code over}, above when no longer than {@code upTo}. */
    private static Oracle serviceLevel(String options, String part, String whole, double over, double upTo) {
        return new Oracle(
                "SERVICE_LEVEL",
                options,
                NOT_NEGATIVE,
                rateSql(part, whole),
                rows -> rows.rate(
                        row -> ANSWERED.test(row) && row.between("queue_wait_s", 0, 20)
                                || LOST.test(row) && row.between("queue_wait_s", 0, upTo) && !options.isEmpty(),
                        row -> ANSWERED.test(row) || LOST.test(row) && (over < 0 || row.over("queue_wait_s", over))));
    }

    private static List<Oracle> outcomes() {
        String missed = "outcome_code IN ('ABANDONED', 'TIMED_OUT', 'NO_ANSWER')";
        Predicate<Row> isMissed = row -> row.is("outcome_code", "ABANDONED", "TIMED_OUT", "NO_ANSWER");
        Predicate<Row> either = ANSWERED.or(isMissed);
        Predicate<Row> abandoned = row -> row.is("outcome_code", "ABANDONED");
        Population queued = and(WAITED, "outcome_code IS NOT NULL", row -> row.has("outcome_code"));
        return List.of(
                new Oracle("CALLS_COMPLETED", VOICE, countSql(AN), rows -> rows.count(ANSWERED)),
                new Oracle("CALLS_MISSED", VOICE, countSql(missed), rows -> rows.count(isMissed)),
                new Oracle(
                        "CALL_COMPLETION_RATE",
                        VOICE,
                        rateSql(AN, AN + " OR " + missed),
                        rows -> rows.rate(ANSWERED, either)),
                new Oracle(
                        "MISSED_RATE",
                        VOICE,
                        "100 - " + rateSql(AN, AN + " OR " + missed),
                        rows -> rows.rate(isMissed, either)),
                new Oracle(
                        "ABANDON_RATE",
                        queued,
                        rateSql(
                                "outcome_code = 'ABANDONED' AND queue_wait_s > 5",
                                "outcome_code <> 'ABANDONED' OR queue_wait_s > 5"),
                        rows -> rows.rate(
                                abandoned.and(row -> row.over("queue_wait_s", 5)),
                                abandoned.negate().or(row -> row.over("queue_wait_s", 5)))),
                new Oracle(
                        "ABANDON_AFTER_RATE",
                        WAITED,
                        rateSql("outcome_code = 'ABANDONED' AND queue_wait_s > 60", "queue_wait_s > 60"),
                        rows -> rows.rate(
                                abandoned.and(row -> row.over("queue_wait_s", 60)),
                                row -> row.over("queue_wait_s", 60))),
                new Oracle(
                        "ABANDON_AFTER_RATE",
                        "after_s => 30",
                        WAITED,
                        rateSql("outcome_code = 'ABANDONED' AND queue_wait_s > 30", "queue_wait_s > 30"),
                        rows -> rows.rate(
                                abandoned.and(row -> row.over("queue_wait_s", 30)),
                                row -> row.over("queue_wait_s", 30))));
    }

    private static List<Oracle> handling() {
        Population talked = and(VOICE, AN + " AND talk_s IS NOT NULL", row -> ANSWERED.test(row) && row.has("talk_s"));
        String handled = "talk_s + coalesce(hold_s, 0) + coalesce(acw_s, 0)";
        return List.of(
                new Oracle(
                        "AHT",
                        talked,
                        "avg(" + handled + ") FILTER (ok)",
                        rows -> rows.mean(InteractionOracles::handled)),
                new Oracle(
                        "AHT",
                        "max_s => 300",
                        talked,
                        "avg(least(300, " + handled + ")) FILTER (ok)",
                        rows -> rows.mean(row -> Math.min(300, handled(row)))),
                new Oracle(
                        "AHT_WITH_DIAL",
                        talked,
                        "avg(coalesce(dial_s, 0) + " + handled + ") FILTER (ok)",
                        rows -> rows.mean(row -> orZero(row, "dial_s") + handled(row))),
                new Oracle(
                        "AVG_TALK_TIME",
                        talked,
                        "avg(talk_s) FILTER (ok)",
                        rows -> rows.mean(row -> row.number("talk_s"))));
    }

    private static List<Oracle> firstContacts() {
        Population mature = and(
                and(INBOUND, AN + " AND customer_id IS NOT NULL", row -> ANSWERED.test(row) && row.has("customer_id")),
                "started_at <= TIMESTAMP '" + RandomRows.AS_OF + "' - INTERVAL 7 DAY",
                row -> row.has("started_at") && !row.time("started_at").isAfter(RandomRows.AS_OF.minusDays(7)));
        String first = "coalesce(seconds_since_previous_contact, 1e9) > 604800";
        String alone = "coalesce(seconds_to_next_contact, 1e9) > 604800 AND coalesce(resolved_flag, TRUE)";
        Predicate<Row> isFirst = row -> !row.between("seconds_since_previous_contact", 0, WEEK);
        Predicate<Row> isAlone =
                row -> !row.between("seconds_to_next_contact", 0, WEEK) && !row.isFalse("resolved_flag");
        Predicate<Row> kept = isAlone.and(row -> row.isFalse("transferred"));
        String resolved = first + " AND " + alone + " AND NOT transferred";
        return List.of(
                new Oracle("FCR_RATE", mature, rateSql(resolved, first), rows -> rows.rate(isFirst.and(kept), isFirst)),
                new Oracle(
                        "FCR_RATE",
                        "strict => FALSE",
                        mature,
                        rateSql(first + " AND " + alone, first),
                        rows -> rows.rate(isFirst.and(isAlone), isFirst)),
                new Oracle(
                        "FCR_RATE",
                        "basis => 'CONTACT'",
                        mature,
                        rateSql(alone + " AND NOT transferred", "TRUE"),
                        rows -> rows.rate(kept)),
                new Oracle(
                        "FCR_RATE",
                        "basis => 'CONTACT', strict => FALSE, min_gap_min => 15",
                        mature,
                        rateSql(
                                "(coalesce(seconds_to_next_contact, 1e9) > 604800 OR seconds_to_next_contact < 900)"
                                        + " AND coalesce(resolved_flag, TRUE)",
                                "TRUE"),
                        rows -> rows.rate(row ->
                                !row.isFalse("resolved_flag") && !row.between("seconds_to_next_contact", 900, WEEK))),
                new Oracle(
                        "FCR_RATE_CI_LOW",
                        mature,
                        wilsonSql(countSql(resolved), countSql(first), "-"),
                        rows -> Rows.wilson(rows.count(isFirst.and(kept)), rows.count(isFirst), -1)),
                new Oracle(
                        "FCR_RATE_CI_HIGH",
                        mature,
                        wilsonSql(countSql(resolved), countSql(first), "+"),
                        rows -> Rows.wilson(rows.count(isFirst.and(kept)), rows.count(isFirst), 1)));
    }

    static List<Oracle> contacts() {
        Population mature = new Population(
                "started_at <= TIMESTAMP '" + RandomRows.AS_OF + "' - INTERVAL 7 DAY",
                row -> row.has("started_at") && !row.time("started_at").isAfter(RandomRows.AS_OF.minusDays(7)));
        String first = "coalesce(seconds_since_previous_contact, 1e9) > 604800";
        Predicate<Row> isFirst = row -> !row.between("seconds_since_previous_contact", 0, WEEK);
        return List.of(new Oracle(
                "ONE_CONTACT_RESOLUTION",
                mature,
                rateSql(
                        first + " AND coalesce(seconds_to_next_contact, 1e9) > 604800 AND coalesce(resolved_flag, TRUE)"
                                + " AND NOT transferred",
                        first),
                rows -> rows.rate(
                        isFirst.and(row -> !row.between("seconds_to_next_contact", 0, WEEK)
                                && !row.isFalse("resolved_flag")
                                && row.isFalse("transferred")),
                        isFirst)));
    }

    private static Predicate<Row> outcome(String... codes) {
        return row -> row.is("outcome_code", codes);
    }

    private static Function<Row, Double> number(String column) {
        return row -> row.numberOrNull(column);
    }

    private static double handled(Row row) {
        return row.number("talk_s") + orZero(row, "hold_s") + orZero(row, "acw_s");
    }

    private static double orZero(Row row, String column) {
        return row.has(column) ? row.number(column) : 0;
    }

    static Population and(Population population, String sql, Predicate<Row> java) {
        return new Population(
                population.sql() + " AND " + sql, population.java().and(java));
    }
}

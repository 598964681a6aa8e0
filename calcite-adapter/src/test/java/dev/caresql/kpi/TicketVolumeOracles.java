package dev.caresql.kpi;

import static dev.caresql.kpi.Condition.ANY;
import static dev.caresql.kpi.Condition.atLeast;
import static dev.caresql.kpi.Condition.between;
import static dev.caresql.kpi.Condition.happened;
import static dev.caresql.kpi.Condition.has;
import static dev.caresql.kpi.Condition.inOrder;
import static dev.caresql.kpi.Condition.is;
import static dev.caresql.kpi.Condition.isTrue;
import static dev.caresql.kpi.SimpleOracles.count;
import static dev.caresql.kpi.SimpleOracles.distinct;
import static dev.caresql.kpi.SimpleOracles.distinctRate;
import static dev.caresql.kpi.SimpleOracles.mean;
import static dev.caresql.kpi.SimpleOracles.rate;

import dev.caresql.kpi.SimpleOracles.Amount;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Complaints, counts, quality and the backlog of tickets by hand. */
final class TicketVolumeOracles {
    private static final String NOW = "TIMESTAMP '" + RandomRows.AS_OF + "'";
    private static final Condition VOICE = is("channel_code", "VOICE");
    private static final Condition COMPLAINT = is("complaint_level", "INFORMAL", "FORMAL")
            .or(has("complaint_level").not().and(isTrue("is_complaint")));
    private static final Condition SOLVED = has("resolved_at");

    private TicketVolumeOracles() {}

    static List<Oracle> all() {
        List<Oracle> oracles = new ArrayList<>(complaints());
        oracles.addAll(counts());
        oracles.addAll(quality());
        oracles.addAll(backlog());
        return oracles;
    }

    private static List<Oracle> complaints() {
        Condition answered = has("first_reply_at");
        Condition sane = COMPLAINT.and(has("created_at")).and(answered.not().or(atLeast("first_reply_business_s", 0)));
        Condition fell = VOICE.and(happened("resolution_due_at"));
        Condition inTime = inOrder("resolved_at", "resolution_due_at");
        Amount late = new Amount(
                "((epoch_us(coalesce(resolved_at, " + NOW + ")) - epoch_us(resolution_due_at)) // 1000000) / 60.0",
                row -> Row.seconds(
                                row.time("resolution_due_at"),
                                row.has("resolved_at") ? row.time("resolved_at") : RandomRows.AS_OF)
                        / 60);
        return List.of(
                count("COMPLAINT_COUNT", ANY, COMPLAINT),
                count("FORMAL_COMPLAINT_COUNT", ANY, is("complaint_level", "FORMAL")),
                distinct("COMPLAINING_CUSTOMERS", ANY, "customer_id", COMPLAINT),
                distinctRate("COMPLAINT_RATE", ANY, "customer_id", COMPLAINT, ANY),
                rate(
                        "COMPLAINT_ACK_RATE",
                        sane,
                        answered.and(between("first_reply_business_s", 0, 57600)),
                        answered.or(olderThan("created_at", Duration.ofHours(16)))),
                rate("CALL_OVERDUE_RATE", fell, inTime.not(), ANY),
                mean("AVG_OVERDUE_TIME", fell.and(inTime.not()), late));
    }

    private static List<Oracle> counts() {
        Condition waiting = has("created_at").and(has("first_reply_at").not());
        Condition old = olderThan("created_at", Duration.ofDays(30));
        return List.of(
                count("UNREPLIED_TICKETS", ANY, waiting),
                new Oracle(
                        "OLDEST_UNREPLIED_AGE",
                        waiting.and(happened("created_at")).population(),
                        "max((" + ageSql() + ") / 3600.0) FILTER (ok)",
                        rows -> rows.max(row -> age(row) / 3600)),
                mean(
                        "AVG_REQUESTER_WAIT_TIME",
                        SOLVED.and(atLeast("requester_wait_s", 0)),
                        Amount.of("requester_wait_s").times(1 / 3600.0)),
                count("TICKETS_CREATED", ANY, has("created_at")),
                count("TICKETS_RESOLVED", ANY, SOLVED),
                rate("EVER_RESOLVED_RATE", has("created_at"), SOLVED, ANY),
                rate("CALL_RESOLUTION", VOICE.and(has("created_at")), SOLVED, SOLVED.or(old)),
                new Oracle(
                        "TICKETS_PER_AGENT",
                        SOLVED.and(has("resolver_agent_id")).population(),
                        "1.0 * count(DISTINCT ticket_id) FILTER (ok)"
                                + " / nullif(count(DISTINCT resolver_agent_id) FILTER (ok), 0)",
                        rows -> Rows.ratio(rows.distinct("ticket_id"), rows.distinct("resolver_agent_id"))));
    }

    private static List<Oracle> quality() {
        Condition contact = new Condition(
                "coalesce(first_contact_at, created_at) IS NOT NULL AND coalesce(resolved_at >="
                        + " coalesce(first_contact_at, created_at), TRUE)",
                row -> contact(row) != null
                        && (!row.has("resolved_at") || !row.time("resolved_at").isBefore(contact(row))));
        Condition within = new Condition(
                "coalesce(resolved_at <= coalesce(first_contact_at, created_at) + INTERVAL 24 HOUR, FALSE)",
                row -> row.has("resolved_at")
                        && !row.time("resolved_at").isAfter(contact(row).plusHours(24)));
        Condition old = new Condition(
                "coalesce(first_contact_at, created_at) <= " + NOW + " - INTERVAL 24 HOUR",
                row -> !contact(row).isAfter(RandomRows.AS_OF.minusHours(24)));
        Condition counted = SOLVED.and(atLeast("reply_count", 0));
        Condition unassisted =
                has("resolver_agent_id").not().and(has("reply_count").not().or(is0("reply_count")));
        return List.of(
                rate(
                        "LASTING_RESOLUTION_RATE",
                        has("reopen_count").and(contact),
                        within.and(is0("reopen_count")),
                        SOLVED.or(old)),
                rate("REOPEN_RATE", SOLVED.and(atLeast("reopen_count", 0)), atLeast("reopen_count", 1), ANY),
                rate("ESCALATION_RATE", atLeast("escalation_level", 0), atLeast("escalation_level", 1), ANY),
                rate("ONE_TOUCH_RATE", counted, between("reply_count", 1, 1), ANY),
                mean("REPLIES_PER_TICKET", counted, Amount.of("reply_count")),
                rate("SELF_SERVICE_RATE", SOLVED, unassisted, ANY));
    }

    private static List<Oracle> backlog() {
        Condition isOpen = new Condition(
                "coalesce(created_at < " + NOW + ", FALSE) AND coalesce(resolved_at >= " + NOW + ", TRUE)",
                row -> row.has("created_at")
                        && row.time("created_at").isBefore(RandomRows.AS_OF)
                        && (!row.has("resolved_at") || !row.time("resolved_at").isBefore(RandomRows.AS_OF)));
        Condition alive = is("status_code", "DELETED", "MERGED").not();
        Condition open = alive.and(isOpen);
        Amount days = new Amount("(" + ageSql() + ") / 86400.0", row -> age(row) / 86400);
        String age = "(" + ageSql() + ") / 86400.0";
        Condition older = new Condition("created_at < " + NOW + " - INTERVAL 36 HOUR", row -> row.time("created_at")
                .isBefore(RandomRows.AS_OF.minusHours(36)));
        Condition lately = new Condition(
                "coalesce(resolved_at >= " + NOW + " - INTERVAL 30 DAY AND resolved_at < " + NOW + ", FALSE)",
                row -> row.has("resolved_at")
                        && row.time("resolved_at").isBefore(RandomRows.AS_OF)
                        && !row.time("resolved_at").isBefore(RandomRows.AS_OF.minusDays(30)));
        return List.of(
                count("TICKET_BACKLOG", alive, isOpen),
                mean("BACKLOG_AGE", open, days),
                new Oracle(
                        "MEDIAN_BACKLOG_AGE",
                        open.population(),
                        "quantile_cont(" + age + ", 0.5) FILTER (ok)",
                        rows -> rows.percentile(0.5, days.java())),
                new Oracle(
                        "MAX_BACKLOG_AGE",
                        open.population(),
                        "max(" + age + ") FILTER (ok)",
                        rows -> rows.max(days.java())),
                rate("OLD_BACKLOG_RATE", "days => 1.5", open, older, ANY),
                new Oracle(
                        "BACKLOG_DAYS",
                        alive.population(),
                        "30.0 * " + Oracle.countSql(isOpen.sql()) + " / nullif(" + Oracle.countSql(lately.sql())
                                + ", 0)",
                        rows -> Rows.ratio(30 * rows.count(isOpen.java()), rows.count(lately.java()))));
    }

    private static Condition is0(String column) {
        return between(column, 0, 0);
    }

    private static Condition olderThan(String column, Duration age) {
        LocalDateTime limit = RandomRows.AS_OF.minus(age);
        return new Condition(
                "coalesce(" + column + " <= TIMESTAMP '" + limit + "', FALSE)",
                row -> row.has(column) && !row.time(column).isAfter(limit));
    }

    private static String ageSql() {
        return "(epoch_us(" + NOW + ") - epoch_us(created_at)) // 1000000";
    }

    private static double age(Row row) {
        return Row.seconds(row.time("created_at"), RandomRows.AS_OF);
    }

    private static LocalDateTime contact(Row row) {
        return row.has("first_contact_at") ? row.time("first_contact_at") : row.time("created_at");
    }
}

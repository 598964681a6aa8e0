package dev.caresql.kpi;

import static dev.caresql.kpi.Oracle.countSql;
import static dev.caresql.kpi.Oracle.rateSql;
import static dev.caresql.kpi.Oracle.wilsonSql;

import dev.caresql.kpi.Oracle.Population;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The KPIs of tickets by hand. */
final class TicketOracles {
    private static final Population ALL = new Population("TRUE", row -> true);

    private TicketOracles() {}

    static List<Oracle> all() {
        List<Oracle> oracles = new ArrayList<>(durations());
        oracles.addAll(resolutions());
        oracles.addAll(due());
        return oracles;
    }

    static List<Oracle> replies() {
        Population replied = new Population(
                "replied_at >= message_at",
                row -> row.has("message_at")
                        && row.has("replied_at")
                        && !row.time("replied_at").isBefore(row.time("message_at")));
        return List.of(new Oracle(
                "AVG_REPLY_TIME",
                replied,
                "avg(" + secondsSql("message_at", "replied_at") + ") FILTER (ok) / 60",
                rows -> rows.mean(row -> row.seconds("message_at", "replied_at") / 60)));
    }

    static List<Oracle> nextReplies() {
        return List.of(
                late("NEXT_REPLY_OVERDUE_RATE", "due_at", "met_at", true),
                late("NEXT_REPLY_SLA_COMPLIANCE", "due_at", "met_at", false));
    }

    private static List<Oracle> durations() {
        String start = "coalesce(first_assigned_at, first_reply_at)";
        Population started = new Population(
                start + " >= created_at",
                row -> row.has("created_at")
                        && start(row) != null
                        && !start(row).isBefore(row.time("created_at")));
        return List.of(
                mean("FIRST_RESPONSE_TIME", "first_reply_at", 60),
                percentile("MEDIAN_FIRST_RESPONSE_TIME", "first_reply_at", 60, 0.5),
                percentile("P90_FIRST_RESPONSE_TIME", "first_reply_at", 60, 0.9),
                new Oracle(
                        "AVG_START_TIME",
                        started,
                        "avg(" + secondsSql("created_at", start) + ") FILTER (ok) / 60",
                        rows -> rows.mean(row -> Row.seconds(row.time("created_at"), start(row)) / 60)),
                mean("AVG_RESOLUTION_TIME", "resolved_at", 3600),
                percentile("MEDIAN_RESOLUTION_TIME", "resolved_at", 3600, 0.5),
                percentile("P90_RESOLUTION_TIME", "resolved_at", 3600, 0.9),
                mean("AVG_FIRST_RESOLUTION_TIME", "first_resolved_at", 3600));
    }

    private static LocalDateTime start(Row row) {
        return row.has("first_assigned_at") ? row.time("first_assigned_at") : row.time("first_reply_at");
    }

    private static Oracle mean(String kpi, String to, int unit) {
        return new Oracle(
                kpi,
                inOrder("created_at", to),
                "avg(" + secondsSql("created_at", to) + ") FILTER (ok) / " + unit,
                rows -> rows.mean(row -> row.seconds("created_at", to) / unit));
    }

    private static Oracle percentile(String kpi, String to, int unit, double fraction) {
        return new Oracle(
                kpi,
                inOrder("created_at", to),
                "quantile_cont(" + secondsSql("created_at", to) + ", " + fraction + ") FILTER (ok) / " + unit,
                rows -> rows.percentile(fraction, row -> row.seconds("created_at", to) / unit));
    }

    private static String secondsSql(String from, String to) {
        return "(epoch_us(" + to + ") - epoch_us(" + from + ")) // 1000000";
    }

    private static Population inOrder(String from, String to) {
        return new Population(
                to + " >= " + from,
                row -> row.has(from) && row.has(to) && !row.time(to).isBefore(row.time(from)));
    }

    private static List<Oracle> resolutions() {
        String contact = "coalesce(first_contact_at, created_at)";
        Population sane = new Population(
                contact + " IS NOT NULL AND (resolved_at IS NULL OR resolved_at >= " + contact + ")",
                row -> contact(row) != null
                        && (!row.has("resolved_at") || !row.time("resolved_at").isBefore(contact(row))));
        String within = "resolved_at <= " + contact + " + INTERVAL 24 HOUR";
        String decided =
                "resolved_at IS NOT NULL OR " + contact + " <= TIMESTAMP '" + RandomRows.AS_OF + "' - INTERVAL 24 HOUR";
        Predicate<Row> isWithin = row -> row.has("resolved_at")
                && Duration.between(contact(row), row.time("resolved_at")).compareTo(Duration.ofDays(1)) <= 0;
        Predicate<Row> isDecided =
                row -> row.has("resolved_at") || !contact(row).isAfter(RandomRows.AS_OF.minusDays(1));
        Predicate<Row> received = inPeriod("created_at");
        Predicate<Row> solved = inPeriod("resolved_at");
        Population closed = new Population(
                "resolved_at IS NOT NULL AND customer_reply_count >= 0",
                row -> row.has("resolved_at") && row.between("customer_reply_count", 0, 1e9));
        return List.of(
                new Oracle("RESOLUTION_RATE", sane, rateSql(within, decided), rows -> rows.rate(isWithin, isDecided)),
                new Oracle(
                        "RESOLUTION_RATE_CI_LOW",
                        sane,
                        wilsonSql(countSql(within), countSql(decided), "-"),
                        rows -> Rows.wilson(rows.count(isWithin), rows.count(isDecided), -1)),
                new Oracle(
                        "RESOLUTION_RATE_CI_HIGH",
                        sane,
                        wilsonSql(countSql(within), countSql(decided), "+"),
                        rows -> Rows.wilson(rows.count(isWithin), rows.count(isDecided), 1)),
                new Oracle(
                        "SOLVED_TO_RECEIVED",
                        ALL,
                        "100.0 * count(resolved_at) / nullif(count(created_at), 0)",
                        rows -> rows.rate(row -> row.has("resolved_at"), row -> row.has("created_at"))),
                new Oracle(
                        "SOLVED_TO_RECEIVED",
                        RandomRows.PERIOD,
                        ALL,
                        rateSql(periodSql("resolved_at"), periodSql("created_at")),
                        rows -> rows.rate(solved, received)),
                new Oracle(
                        "ONE_TOUCH_FCR_RATE",
                        closed,
                        rateSql("customer_reply_count = 0", "TRUE"),
                        rows -> rows.rate(row -> row.number("customer_reply_count") == 0)));
    }

    private static LocalDateTime contact(Row row) {
        return row.has("first_contact_at") ? row.time("first_contact_at") : row.time("created_at");
    }

    static String periodSql(String column) {
        return column + " >= '" + RandomRows.PERIOD_START + "' AND " + column + " < '" + RandomRows.PERIOD_END + "'";
    }

    static Predicate<Row> inPeriod(String column) {
        return row -> row.has(column)
                && !row.time(column).isBefore(RandomRows.PERIOD_START)
                && row.time(column).isBefore(RandomRows.PERIOD_END);
    }

    private static List<Oracle> due() {
        String reply = lateSql("first_reply_due_at", "first_reply_at");
        String solve = lateSql("resolution_due_at", "resolved_at");
        Predicate<Row> replyFell = row -> fell(row, "first_reply_due_at");
        Predicate<Row> solveFell = row -> fell(row, "resolution_due_at");
        Population any = new Population(
                "(" + fellSql("first_reply_due_at") + " OR " + fellSql("resolution_due_at") + ")",
                replyFell.or(solveFell));
        return List.of(
                late("OVERDUE_RATE", "resolution_due_at", "resolved_at", true),
                late("SLA_COMPLIANCE", "resolution_due_at", "resolved_at", false),
                late("FIRST_REPLY_OVERDUE_RATE", "first_reply_due_at", "first_reply_at", true),
                late("FIRST_REPLY_SLA_COMPLIANCE", "first_reply_due_at", "first_reply_at", false),
                new Oracle(
                        "ANY_OVERDUE_RATE",
                        any,
                        rateSql(
                                fellSql("first_reply_due_at") + " AND " + reply + " OR " + fellSql("resolution_due_at")
                                        + " AND " + solve,
                                "TRUE"),
                        rows -> rows.rate(replyFell
                                .and(row -> isLate(row, "first_reply_due_at", "first_reply_at"))
                                .or(solveFell.and(row -> isLate(row, "resolution_due_at", "resolved_at"))))));
    }

    private static Oracle late(String kpi, String due, String done, boolean late) {
        Function<Rows, @Nullable Double> java = rows -> rows.rate(row -> isLate(row, due, done) == late);
        String sql = rateSql((late ? "" : "NOT ") + lateSql(due, done), "TRUE");
        return new Oracle(kpi, new Population(fellSql(due), row -> fell(row, due)), sql, java);
    }

    private static String lateSql(String due, String done) {
        return "coalesce(" + done + ", 'infinity') > " + due;
    }

    private static String fellSql(String due) {
        return due + " <= TIMESTAMP '" + RandomRows.AS_OF + "'";
    }

    private static boolean fell(Row row, String due) {
        return row.has(due) && !row.time(due).isAfter(RandomRows.AS_OF);
    }

    private static boolean isLate(Row row, String due, String done) {
        return !row.has(done) || row.time(done).isAfter(row.time(due));
    }
}

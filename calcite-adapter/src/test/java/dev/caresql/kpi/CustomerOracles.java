package dev.caresql.kpi;

import static dev.caresql.kpi.Oracle.distinctSql;
import static dev.caresql.kpi.Oracle.wilsonSql;

import dev.caresql.kpi.Oracle.Population;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The KPIs of subscriptions and of leads by hand. */
final class CustomerOracles {
    private static final Population PAYING = new Population(
            "is_trial IS DISTINCT FROM TRUE AND coalesce(ended_at >= started_at, TRUE)",
            row -> !row.isTrue("is_trial")
                    && (!row.has("ended_at")
                            || row.has("started_at") && !row.time("ended_at").isBefore(row.time("started_at"))
                            || !row.has("started_at")));
    private static final String ACTIVE_SQL = "list(customer_id) FILTER (ok AND customer_id IS NOT NULL"
            + " AND started_at < '%1$s' AND coalesce(ended_at, 'infinity') >= '%1$s')";
    private static final String AT_START =
            "coalesce(list_distinct(" + ACTIVE_SQL.formatted(RandomRows.PERIOD_START) + "), [])";
    private static final String AT_END =
            "coalesce(list_distinct(" + ACTIVE_SQL.formatted(RandomRows.PERIOD_END) + "), [])";
    private static final String LOST =
            "(len(" + AT_START + ") - len(list_intersect(" + AT_START + ", " + AT_END + ")))";

    private CustomerOracles() {}

    static List<Oracle> subscriptions() {
        List<Oracle> oracles = new ArrayList<>(churn());
        oracles.addAll(MarketingOracles.subscriptions());
        return oracles;
    }

    private static List<Oracle> churn() {
        return List.of(
                new Oracle("CHURN_RATE", PAYING, "max(NULL)", rows -> null),
                new Oracle(
                        "CHURN_RATE",
                        RandomRows.PERIOD,
                        PAYING,
                        "100.0 * " + LOST + " / nullif(len(" + AT_START + "), 0)",
                        rows -> Rows.percent(
                                lost(rows),
                                active(rows, RandomRows.PERIOD_START).size())),
                new Oracle(
                        "CHURN_RATE_AVERAGE_BASE",
                        RandomRows.PERIOD,
                        PAYING,
                        "200.0 * " + LOST + " / nullif(len(" + AT_START + ") + len(" + AT_END + "), 0)",
                        rows -> Rows.percent(
                                2.0 * lost(rows),
                                active(rows, RandomRows.PERIOD_START).size()
                                        + active(rows, RandomRows.PERIOD_END).size())),
                new Oracle(
                        "CUSTOMER_RETENTION_RATE",
                        RandomRows.PERIOD,
                        PAYING,
                        "100.0 * len(list_intersect(" + AT_START + ", " + AT_END + ")) / nullif(len(" + AT_START
                                + "), 0)",
                        rows -> {
                            int atStart = active(rows, RandomRows.PERIOD_START).size();
                            return Rows.percent(atStart - lost(rows), atStart);
                        }));
    }

    private static int lost(Rows rows) {
        Set<String> lost = new HashSet<>(active(rows, RandomRows.PERIOD_START));
        lost.removeAll(active(rows, RandomRows.PERIOD_END));
        return lost.size();
    }

    private static Set<String> active(Rows rows, LocalDateTime at) {
        return rows
                .where(row -> row.has("customer_id")
                        && row.has("started_at")
                        && row.time("started_at").isBefore(at)
                        && (!row.has("ended_at") || !row.time("ended_at").isBefore(at)))
                .list()
                .stream()
                .map(row -> row.text("customer_id"))
                .collect(Collectors.toSet());
    }

    static List<Oracle> leads() {
        List<Oracle> oracles = new ArrayList<>(conversions());
        oracles.addAll(LeadOracles.leads());
        return oracles;
    }

    private static List<Oracle> conversions() {
        Population mature = new Population(
                "lead_id IS NOT NULL AND created_at <= TIMESTAMP '" + RandomRows.AS_OF + "' - INTERVAL 90 DAY",
                row -> row.has("created_at") && !row.time("created_at").isAfter(RandomRows.AS_OF.minusDays(90)));
        Population all = new Population("TRUE", row -> true);
        String won = distinctSql("lead_id", "won_at >= created_at AND won_at < created_at + INTERVAL 90 DAY");
        String entered = distinctSql("lead_id", "TRUE");
        Predicate<Row> isWon = row -> row.has("won_at")
                && !row.time("won_at").isBefore(row.time("created_at"))
                && Duration.between(row.time("created_at"), row.time("won_at")).compareTo(Duration.ofDays(90)) < 0;
        return List.of(
                new Oracle(
                        "CONVERSION_RATE",
                        mature,
                        "100.0 * " + won + " / nullif(" + entered + ", 0)",
                        rows -> rows.rate(isWon)),
                new Oracle(
                        "CONVERSION_RATE_CI_LOW",
                        mature,
                        wilsonSql(won, entered, "-"),
                        rows -> Rows.wilson(rows.count(isWon), rows.count(), -1)),
                new Oracle(
                        "CONVERSION_RATE_CI_HIGH",
                        mature,
                        wilsonSql(won, entered, "+"),
                        rows -> Rows.wilson(rows.count(isWon), rows.count(), 1)),
                new Oracle(
                        "SAME_PERIOD_CONVERSION_RATE",
                        all,
                        "100.0 * count(won_at) / nullif(count(created_at), 0)",
                        rows -> rows.rate(row -> row.has("won_at"), row -> row.has("created_at"))),
                new Oracle(
                        "SAME_PERIOD_CONVERSION_RATE",
                        RandomRows.PERIOD,
                        all,
                        "100.0 * " + distinctSql("lead_id", TicketOracles.periodSql("won_at")) + " / nullif("
                                + distinctSql("lead_id", TicketOracles.periodSql("created_at")) + ", 0)",
                        rows -> rows.rate(TicketOracles.inPeriod("won_at"), TicketOracles.inPeriod("created_at"))));
    }

    /** One row per customer: every group of one length of period, in which no month is missing, has a number. */
    static List<Oracle> periods() {
        Population months = new Population(
                "grain_code = 'MONTH' AND is_complete AND period_start < period_end AND is_active_at_start IS NOT NULL"
                        + " AND is_active_at_end IS NOT NULL",
                row -> row.is("grain_code", "MONTH")
                        && row.isTrue("is_complete")
                        && row.has("period_start")
                        && row.has("period_end")
                        && row.has("is_active_at_start")
                        && row.has("is_active_at_end"));
        String onePeriod = "CASE WHEN count(DISTINCT period_start) FILTER (ok) = 1 THEN ";
        String base = onePeriod + Oracle.countSql("is_active_at_start") + " END";
        return List.of(
                new Oracle("CUSTOMERS_AT_START", months, base, CustomerOracles::base),
                new Oracle(
                        "PERIOD_CHURN_RATE",
                        months,
                        "100.0 * " + Oracle.countSql("is_active_at_start AND NOT is_active_at_end") + " / nullif("
                                + base + ", 0)",
                        rows -> ofBase(
                                rows, row -> row.isTrue("is_active_at_start") && !row.isTrue("is_active_at_end"))),
                new Oracle(
                        "PERIOD_RETENTION_RATE",
                        months,
                        "100.0 * " + Oracle.countSql("is_active_at_start AND is_active_at_end") + " / nullif(" + base
                                + ", 0)",
                        rows -> ofBase(
                                rows, row -> row.isTrue("is_active_at_start") && row.isTrue("is_active_at_end"))));
    }

    private static @Nullable Double base(Rows rows) {
        return rows.distinct("period_start") == 1 ? rows.count(row -> row.isTrue("is_active_at_start")) : null;
    }

    private static @Nullable Double ofBase(Rows rows, Predicate<Row> part) {
        Double base = base(rows);
        return base == null ? null : Rows.percent(rows.count(part), base);
    }
}

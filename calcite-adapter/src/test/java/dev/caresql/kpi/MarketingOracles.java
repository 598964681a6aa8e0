package dev.caresql.kpi;

import static dev.caresql.kpi.Oracle.distinctSql;

import dev.caresql.kpi.Oracle.Population;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The KPIs of mails, of what marketing costs and brings, and of recurring revenue, by hand. */
final class MarketingOracles {
    private static final Population ALL = new Population("TRUE", row -> true);

    private MarketingOracles() {}

    static List<Oracle> mails() {
        List<Oracle> oracles = new ArrayList<>();
        for (String[] rate : new String[][] {
            {"EMAIL_OPEN_RATE", "unique_open_count"},
            {"EMAIL_CTR", "unique_click_count"},
            {"EMAIL_UNSUB_RATE", "unsubscribe_count"},
            {"SPAM_RATE", "complaint_count"}
        }) {
            String part = rate[1];
            oracles.add(new Oracle(
                    rate[0],
                    new Population(
                            part + " >= 0 AND delivered_count >= 0",
                            row -> row.over(part, -1) && row.over("delivered_count", -1)),
                    "100.0 * sum(" + part + ") FILTER (ok) / nullif(sum(delivered_count) FILTER (ok), 0)",
                    rows -> Rows.percent(
                            rows.sum(row -> row.number(part)), rows.sum(row -> row.number("delivered_count")))));
        }
        String bounced = "coalesce(bounce_count, sent_count - delivered_count)";
        oracles.add(new Oracle(
                "BOUNCE_RATE",
                new Population(
                        bounced + " >= 0 AND sent_count >= 0",
                        row -> row.over("sent_count", -1) && bounced(row) != null && bounced(row) >= 0),
                "100.0 * sum(" + bounced + ") FILTER (ok) / nullif(sum(sent_count) FILTER (ok), 0)",
                rows -> Rows.percent(rows.sum(MarketingOracles::bounced), rows.sum(row -> row.number("sent_count")))));
        oracles.add(sum("VIEWS", new Population("view_count >= 0", row -> row.over("view_count", -1)), "view_count"));
        return oracles;
    }

    private static @Nullable Double bounced(Row row) {
        if (row.has("bounce_count")) {
            return row.number("bounce_count");
        }
        return row.has("sent_count") && row.has("delivered_count")
                ? row.number("sent_count") - row.number("delivered_count")
                : null;
    }

    private static Oracle sum(String kpi, Population population, String column) {
        return new Oracle(kpi, population, "sum(" + column + "::DOUBLE) FILTER (ok)", rows -> {
            Rows there = rows.where(row -> row.has(column));
            return there.count() == 0 ? null : there.sum(row -> row.number(column));
        });
    }

    static List<Oracle> costs() {
        return List.of(
                sum("MARKETING_COST", ALL, "amount"),
                sum(
                        "MEDIA_COST",
                        new Population("cost_type = 'MEDIA'", row -> row.is("cost_type", "MEDIA")),
                        "amount"));
    }

    static List<Oracle> customers() {
        Population acquired = new Population("acquired_at IS NOT NULL", row -> row.has("acquired_at"));
        return List.of(
                new Oracle("NEW_CUSTOMERS", acquired, distinctSql("customer_id", "TRUE"), Rows::count),
                new Oracle(
                        "NEW_PAID_CUSTOMERS",
                        acquired,
                        distinctSql("customer_id", "starts_with(acquisition_channel, 'PAID')"),
                        rows -> rows.count(row -> row.is("acquisition_channel", "PAID_SEARCH", "PAID_SOCIAL"))));
    }

    static List<Oracle> complaints() {
        String level = "coalesce(complaint_level, CASE WHEN is_complaint THEN 'INFORMAL' END)";
        return List.of(new Oracle(
                "PRODUCT_COMPLAINTS",
                ALL,
                Oracle.countSql("product_id IS NOT NULL AND " + level + " <> 'NONE'"),
                rows -> rows.count(row -> row.has("product_id")
                        && (row.has("complaint_level")
                                ? !row.is("complaint_level", "NONE")
                                : row.isTrue("is_complaint")))));
    }

    static List<Oracle> movements() {
        return List.of(
                quickRatio("", "'NEW', 'EXPANSION'", "NEW", "EXPANSION"),
                quickRatio(
                        "reactivation => 'NEW'",
                        "'NEW', 'EXPANSION', 'REACTIVATION'",
                        "NEW",
                        "EXPANSION",
                        "REACTIVATION"),
                sum("NET_NEW_MRR", ALL, "amount"),
                ofStart("NRR", 1, 1, "EXPANSION", "CONTRACTION", "CHURN"),
                ofStart("GRR", 1, 1, "CONTRACTION", "CHURN"),
                ofStart("REVENUE_CHURN_RATE", 0, -1, "CONTRACTION", "CHURN"),
                new Oracle("NRR", new Population("FALSE", row -> false), "max(NULL)", rows -> null));
    }

    private static Oracle quickRatio(String options, String gainsSql, String... gains) {
        Predicate<Row> lost = row -> row.is("movement_type", "CHURN", "CONTRACTION") && row.has("amount");
        return new Oracle(
                "QUICK_RATIO",
                options,
                ALL,
                "coalesce(sum(amount::DOUBLE) FILTER (ok AND movement_type IN (" + gainsSql + ")), 0)"
                        + " / nullif(sum(abs(amount::DOUBLE)) FILTER (ok AND movement_type IN ('CHURN', 'CONTRACTION')), 0)",
                rows -> Rows.ratio(
                        rows.where(row -> row.is("movement_type", gains)).sum(row -> row.numberOrNull("amount")),
                        rows.where(lost).sum(row -> Math.abs(row.number("amount")))));
    }

    /** What the start is worth after movements: start times one factor plus movements times another, over the start. */
    private static Oracle ofStart(String kpi, int start, int sign, String... types) {
        String startSql = "sum(amount::DOUBLE) FILTER (ok AND effective_at < '" + RandomRows.PERIOD_START + "')";
        String moved = "coalesce(sum(amount::DOUBLE) FILTER (ok AND list_contains(['" + String.join("', '", types)
                + "'], movement_type) AND " + TicketOracles.periodSql("effective_at") + "), 0)";
        return new Oracle(
                kpi,
                RandomRows.PERIOD,
                ALL,
                "CASE WHEN " + startSql + " > 0 THEN 100 * (" + start + " + " + sign + " * " + moved + " / " + startSql
                        + ") END",
                rows -> {
                    double before = rows.where(row -> row.has("effective_at")
                                    && row.time("effective_at").isBefore(RandomRows.PERIOD_START))
                            .sum(row -> row.numberOrNull("amount"));
                    double after = rows.where(TicketOracles.inPeriod("effective_at"))
                            .where(row -> row.is("movement_type", types))
                            .sum(row -> row.numberOrNull("amount"));
                    return before > 0 ? 100 * (start + sign * after / before) : null;
                });
    }

    static List<Oracle> subscriptions() {
        LocalDateTime now = RandomRows.AS_OF;
        Predicate<Row> active = row -> !row.isTrue("is_trial")
                && row.has("started_at")
                && !row.time("started_at").isAfter(now)
                && (!row.has("ended_at") || row.time("ended_at").isAfter(now));
        String activeSql = "is_trial IS DISTINCT FROM TRUE AND started_at <= '" + now
                + "' AND (ended_at IS NULL OR ended_at > '" + now + "')";
        return List.of(
                new Oracle(
                        "ACTIVE_ACCOUNTS",
                        new Population(activeSql, active),
                        distinctSql("customer_id", "TRUE"),
                        rows -> rows.distinct("customer_id")),
                new Oracle(
                        "ARPA",
                        new Population(
                                activeSql + " AND customer_id IS NOT NULL", active.and(row -> row.has("customer_id"))),
                        "sum(mrr_amount::DOUBLE) FILTER (ok) / nullif(" + distinctSql("customer_id", "TRUE") + ", 0)",
                        rows -> rows.count(row -> row.has("mrr_amount")) == 0
                                ? null
                                : Rows.ratio(
                                        rows.sum(row -> row.numberOrNull("mrr_amount")), rows.distinct("customer_id"))),
                new Oracle(
                        "TIME_TO_FIRST_VALUE",
                        new Population(
                                "first_value_at >= started_at",
                                row -> row.has("started_at")
                                        && row.has("first_value_at")
                                        && !row.time("first_value_at").isBefore(row.time("started_at"))),
                        "quantile_cont((epoch_us(first_value_at) - epoch_us(started_at)) / 864e8, 0.5) FILTER (ok)",
                        rows -> rows.percentile(
                                0.5,
                                row -> ChronoUnit.MICROS.between(row.time("started_at"), row.time("first_value_at"))
                                        / 864e8)));
    }
}

package dev.caresql.kpi;

import static dev.caresql.kpi.Oracle.countSql;
import static dev.caresql.kpi.Oracle.distinctSql;

import dev.caresql.kpi.Oracle.Population;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The KPIs of orders and of their lines by hand. */
final class OrderOracles {
    private static final Population VALID = new Population(
            "cancelled_at IS NULL AND (status_code IS NULL OR status_code <> 'CANCELLED' AND status_code <> 'RETURNED')",
            row -> !row.has("cancelled_at") && !row.is("status_code", "CANCELLED", "RETURNED"));
    private static final Population NUMBERED = valid(
            "customer_id IS NOT NULL AND order_seq >= 1", row -> row.has("customer_id") && row.over("order_seq", 0));
    private static final String SHORT_PERIOD = "period_start => DATE '2025-06-01', period_end => DATE '2025-08-01'";
    private static final LocalDateTime JUNE = LocalDateTime.parse("2025-06-01T00:00:00");

    private OrderOracles() {}

    static List<Oracle> orders() {
        List<Oracle> oracles = new ArrayList<>(sums());
        oracles.addAll(customers());
        oracles.addAll(growth());
        return oracles;
    }

    private static Population valid(String sql, Predicate<Row> java) {
        return new Population("(" + VALID.sql() + ") AND " + sql, VALID.java().and(java));
    }

    private static List<Oracle> sums() {
        Population sold = valid(
                "agent_id IS NOT NULL AND net_amount IS NOT NULL", row -> row.has("agent_id") && row.has("net_amount"));
        Population bought = valid(
                "customer_id IS NOT NULL AND net_amount IS NOT NULL",
                row -> row.has("customer_id") && row.has("net_amount"));
        Population costed = valid(
                "net_amount IS NOT NULL AND cogs_amount IS NOT NULL",
                row -> row.has("net_amount") && row.has("cogs_amount"));
        Population paid = valid(
                "net_amount > 0 AND cogs_amount IS NOT NULL",
                row -> row.over("net_amount", 0) && row.has("cogs_amount"));
        String sum = "sum(net_amount::DOUBLE) FILTER (ok)";
        return List.of(
                new Oracle("REVENUE", VALID, sum, rows -> sum(rows, "net_amount")),
                new Oracle(
                        "COST_OF_GOODS",
                        VALID,
                        "sum(cogs_amount::DOUBLE) FILTER (ok)",
                        rows -> sum(rows, "cogs_amount")),
                new Oracle("ORDER_COUNT", VALID, countSql("TRUE"), Rows::count),
                new Oracle("BUYERS", VALID, distinctSql("customer_id", "TRUE"), rows -> rows.distinct("customer_id")),
                new Oracle(
                        "REVENUE_PER_AGENT",
                        sold,
                        sum + " / nullif(" + distinctSql("agent_id", "TRUE") + ", 0)",
                        rows -> Rows.ratio(rows.sum(row -> row.number("net_amount")), rows.distinct("agent_id"))),
                new Oracle(
                        "ARPU",
                        bought,
                        sum + " / nullif(" + distinctSql("customer_id", "TRUE") + ", 0)",
                        rows -> Rows.ratio(rows.sum(row -> row.number("net_amount")), rows.distinct("customer_id"))),
                new Oracle(
                        "GROSS_MARGIN",
                        costed,
                        "100 * (1 - sum(cogs_amount::DOUBLE) FILTER (ok) / nullif(" + sum + ", 0))",
                        rows -> Rows.percent(
                                rows.sum(row -> row.number("net_amount") - row.number("cogs_amount")),
                                rows.sum(row -> row.number("net_amount")))),
                new Oracle(
                        "MEAN_ORDER_MARGIN",
                        paid,
                        "100 - 100 * avg(cogs_amount::DOUBLE / net_amount::DOUBLE) FILTER (ok)",
                        rows -> rows.mean(row -> 100 - 100 * row.number("cogs_amount") / row.number("net_amount"))));
    }

    private static @Nullable Double sum(Rows rows, String column) {
        Rows there = rows.where(row -> row.has(column));
        return there.count() == 0 ? null : there.sum(row -> row.number(column));
    }

    private static List<Oracle> customers() {
        Predicate<Row> again = row -> row.over("order_seq", 1);
        return List.of(
                new Oracle(
                        "RETENTION_RATE",
                        NUMBERED,
                        "100.0 * " + distinctSql("customer_id", "order_seq > 1") + " / nullif("
                                + distinctSql("customer_id", "TRUE") + ", 0)",
                        rows -> Rows.percent(rows.where(again).distinct("customer_id"), rows.distinct("customer_id"))),
                new Oracle(
                        "RETENTION_RATE",
                        "retention_method => 'REPEAT_IN_PERIOD'",
                        NUMBERED,
                        "100.0 * " + severalSql("customer_id", "order_seq") + " / nullif("
                                + distinctSql("customer_id", "TRUE") + ", 0)",
                        rows -> Rows.percent(several(rows, "customer_id", "order_seq"), rows.distinct("customer_id"))),
                new Oracle("REPURCHASE_ORDERS", VALID, countSql("order_seq > 1"), rows -> rows.count(again)),
                new Oracle("CHURN_RATE_INACTIVITY", nobody(), "max(NULL)", rows -> null),
                new Oracle(
                        "CHURN_RATE_INACTIVITY",
                        "inactive_days => 60, " + RandomRows.PERIOD,
                        valid("customer_id IS NOT NULL", row -> row.has("customer_id")),
                        "100.0 * len(list_filter(" + activeSql(RandomRows.PERIOD_START)
                                + ", lambda c: NOT list_contains("
                                + activeSql(RandomRows.PERIOD_END) + ", c))) / nullif(len("
                                + activeSql(RandomRows.PERIOD_START) + "), 0)",
                        rows -> {
                            Set<String> atStart = active(rows, RandomRows.PERIOD_START);
                            Set<String> lost = new HashSet<>(atStart);
                            lost.removeAll(active(rows, RandomRows.PERIOD_END));
                            return Rows.percent(lost.size(), atStart.size());
                        }));
    }

    private static Population nobody() {
        return new Population("FALSE", row -> false);
    }

    /** The keys that stand next to themselves when the distinct pairs are sorted. */
    private static String severalSql(String key, String value) {
        return "coalesce(list_transform([list_sort(list(DISTINCT {'k': " + key + ", 'v': " + value
                + "}) FILTER (ok))], lambda h: len(list_filter(h, lambda e, i: h[i + 1].k = e.k"
                + " AND (i = 1 OR h[i - 1].k <> e.k))))[1], 0)";
    }

    private static double several(Rows rows, String key, String value) {
        Map<String, Set<Object>> values = rows.list().stream()
                .collect(Collectors.groupingBy(
                        row -> row.text(key),
                        Collectors.mapping(row -> row.values().get(value), Collectors.toSet())));
        return values.values().stream().filter(set -> set.size() > 1).count();
    }

    private static String activeSql(LocalDateTime at) {
        return "coalesce(list_distinct(list(customer_id) FILTER (ok AND ordered_at < '" + at
                + "' AND ordered_at >= TIMESTAMP '" + at + "' - INTERVAL 60 DAY)), [])";
    }

    private static Set<String> active(Rows rows, LocalDateTime at) {
        return rows
                .where(row -> row.has("ordered_at")
                        && row.time("ordered_at").isBefore(at)
                        && !row.time("ordered_at").isBefore(at.minusDays(60)))
                .list()
                .stream()
                .map(row -> row.text("customer_id"))
                .collect(Collectors.toSet());
    }

    private static List<Oracle> growth() {
        List<Oracle> oracles = new ArrayList<>();
        oracles.add(new Oracle("SALES_GROWTH", nobody(), "max(NULL)", rows -> null));
        oracles.add(growth("SALES_GROWTH", "", RandomRows.PERIOD, RandomRows.PERIOD_START, RandomRows.PERIOD_END, 12));
        oracles.add(growth(
                "SALES_GROWTH",
                "growth_base => 'QOQ', ",
                RandomRows.PERIOD,
                RandomRows.PERIOD_START,
                RandomRows.PERIOD_END,
                3));
        oracles.add(growth("SALES_GROWTH", "growth_base => 'MOM', ", SHORT_PERIOD, JUNE, RandomRows.AS_OF, 1));
        oracles.add(growth(
                "SALES_CAGR",
                "growth_years => 1, ",
                RandomRows.PERIOD,
                RandomRows.PERIOD_START,
                RandomRows.PERIOD_END,
                12));
        oracles.add(earned());
        return oracles;
    }

    private static Oracle growth(
            String kpi, String option, String period, LocalDateTime from, LocalDateTime to, int months) {
        String base = sumSql(from.minusMonths(months), to.minusMonths(months), "TRUE");
        return new Oracle(
                kpi,
                option + period,
                VALID,
                "CASE WHEN " + base + " > 0 THEN 100 * coalesce(" + sumSql(from, to, "TRUE") + ", 0) / " + base
                        + " - 100 END",
                rows -> percentOver(
                        between(rows, from, to), between(rows, from.minusMonths(months), to.minusMonths(months))));
    }

    private static Oracle earned() {
        LocalDateTime from = RandomRows.PERIOD_START;
        LocalDateTime to = RandomRows.PERIOD_END;
        String base = sumSql(from.minusYears(1), to.minusYears(1), "TRUE");
        String known = "(customer_acquired_at < '" + from + "' OR acquisition_channel = 'REFERRAL')";
        return new Oracle(
                "EARNED_GROWTH",
                RandomRows.PERIOD,
                VALID,
                "CASE WHEN " + base + " > 0 THEN 100 * coalesce(" + sumSql(from, to, known) + ", 0) / " + base
                        + " - 100 END",
                rows -> percentOver(
                        between(
                                rows.where(row -> row.is("acquisition_channel", "REFERRAL")
                                        || row.has("customer_acquired_at")
                                                && row.time("customer_acquired_at")
                                                        .isBefore(from)),
                                from,
                                to),
                        between(rows, from.minusYears(1), to.minusYears(1))));
    }

    private static String sumSql(LocalDateTime from, LocalDateTime to, String condition) {
        return "sum(net_amount::DOUBLE) FILTER (ok AND ordered_at >= '" + from + "' AND ordered_at < '" + to + "' AND "
                + condition + ")";
    }

    private static double between(Rows rows, LocalDateTime from, LocalDateTime to) {
        return rows.where(row -> row.has("ordered_at")
                        && !row.time("ordered_at").isBefore(from)
                        && row.time("ordered_at").isBefore(to))
                .sum(row -> row.numberOrNull("net_amount"));
    }

    private static @Nullable Double percentOver(double current, double base) {
        return base > 0 ? 100 * current / base - 100 : null;
    }

    static List<Oracle> lines() {
        Population known = new Population(
                "customer_id IS NOT NULL AND product_line IS NOT NULL",
                row -> row.has("customer_id") && row.has("product_line"));
        Population counted = new Population(
                "quantity > 0 AND coalesce(returned_quantity BETWEEN 0 AND quantity, TRUE)",
                row -> row.over("quantity", 0)
                        && (!row.has("returned_quantity")
                                || row.between("returned_quantity", 0, row.number("quantity"))));
        String returned = "coalesce(sum(returned_quantity) FILTER (ok), 0) / nullif(sum(quantity) FILTER (ok), 0)";
        return List.of(
                new Oracle(
                        "CROSS_SELL_RATE",
                        known,
                        "100.0 * " + severalSql("customer_id", "product_line") + " / nullif("
                                + distinctSql("customer_id", "TRUE") + ", 0)",
                        rows -> Rows.percent(
                                several(rows, "customer_id", "product_line"), rows.distinct("customer_id"))),
                new Oracle("RETURN_RATE", counted, "100.0 * " + returned, rows -> returned(rows, 100)),
                new Oracle(
                        "RETURN_RATE",
                        "per_units => 1000000",
                        counted,
                        "1000000.0 * " + returned,
                        rows -> returned(rows, 1_000_000)),
                new Oracle(
                        "UNITS_SOLD",
                        new Population("quantity > 0", row -> row.over("quantity", 0)),
                        "sum(quantity) FILTER (ok)",
                        rows -> sum(rows, "quantity")));
    }

    private static @Nullable Double returned(Rows rows, double per) {
        return Rows.ratio(
                per * rows.sum(row -> row.numberOrNull("returned_quantity")), rows.sum(row -> row.number("quantity")));
    }
}

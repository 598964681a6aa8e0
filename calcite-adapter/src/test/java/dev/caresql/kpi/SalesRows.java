package dev.caresql.kpi;

import static dev.caresql.kpi.RandomRows.text;
import static dev.caresql.kpi.RandomRows.time;
import static dev.caresql.kpi.RandomRows.whole;

import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Random rows of orders, touches and what they cost and bring. */
final class SalesRows {
    private static final String[] REACTIONS = {
        "REPLY", "CLICK", "PURCHASE", "OPEN", "UNSUBSCRIBE", "BLOCK", "NONE", "NONE", ""
    };

    private SalesRows() {}

    static void columns(String table, Map<String, Function<Random, Object>> columns) {
        switch (table) {
            case "orders" -> orders(columns);
            case "order_lines" -> orderLines(columns);
            case "touches" -> touches(columns);
            case "funnel_events" -> funnelEvents(columns);
            case "activities" -> activities(columns);
            case "email_stats" -> emailStats(columns);
            case "marketing_spend" -> marketingSpend(columns);
            case "mrr_movements" -> mrrMovements(columns);
            case "customer_status", "customer_status_daily" -> statusDaily(columns);
            case "funnel_cohorts" -> cohorts(columns);
            case "customer_periods" -> periods(columns);
            case "customers" -> customers(columns);
            default -> throw new IllegalArgumentException(table);
        }
    }

    private static void orders(Map<String, Function<Random, Object>> columns) {
        columns.put("order_id", text("key"));
        columns.put("channel_code", text("WEB", "VOICE", ""));
        columns.put("agent_id", text("A1", "A2", "A3"));
        columns.put("team_id", text("T1", "T2"));
        columns.put("customer_id", random -> "C" + random.nextInt(40));
        columns.put("ordered_at", time(480));
        columns.put("cancelled_at", random -> random.nextInt(8) > 0 ? null : time(5).apply(random));
        columns.put("status_code", text("PAID", "OPEN", "DELIVERED", "PAID", "CANCELLED", "RETURNED", ""));
        columns.put("order_seq", whole(0, 4));
        columns.put("net_amount", SalesRows::money);
        columns.put("cogs_amount", SalesRows::money);
        columns.put("customer_acquired_at", time(480));
        columns.put("acquisition_channel", text("REFERRAL", "ADS", ""));
    }

    private static void orderLines(Map<String, Function<Random, Object>> columns) {
        lineKey(columns);
        columns.put("customer_id", random -> "C" + random.nextInt(30));
        columns.put("product_line", text("PHONE", "CASE", "PLAN", ""));
        columns.put("quantity", whole(-1, 9));
        columns.put("returned_quantity", whole(-1, 5));
    }

    /** Tables whose key is more than one column are told apart by the row of their source. */
    private static void lineKey(Map<String, Function<Random, Object>> columns) {
        columns.put("source_row_id", text("key"));
        columns.put("source_system", text("S1", "S2"));
    }

    private static void touches(Map<String, Function<Random, Object>> columns) {
        columns.put("touch_id", text("key"));
        columns.put("channel_code", text("EMAIL", "SMS", ""));
        columns.put("agent_id", text("A1", "A2"));
        columns.put("touch_type", text("MQL", "CALL"));
        columns.put("lead_id", random -> "L" + random.nextInt(60));
        columns.put("customer_id", random -> "C" + random.nextInt(30));
        columns.put("touched_at", time(60));
        columns.put("won_at", time(60));
        columns.put("direction_code", text("OUTBOUND", "OUTBOUND", "OUTBOUND", "INBOUND", ""));
        columns.put("attempt_no", whole(1, 4));
        columns.put("reaction_code", text(REACTIONS));
    }

    private static void funnelEvents(Map<String, Function<Random, Object>> columns) {
        lineKey(columns);
        columns.put("funnel_id", text("F1", "F2"));
        columns.put("lead_id", random -> "L" + random.nextInt(80));
        columns.put("stage_code", text("LEAD", "MQL", "SQL", "CUSTOMER", ""));
        columns.put("stage_no", whole(1, 4));
        columns.put("entered_at", time(200));
        columns.put(
                "left_at", random -> random.nextInt(3) == 0 ? null : time(200).apply(random));
    }

    private static void activities(Map<String, Function<Random, Object>> columns) {
        columns.put("activity_id", text("key"));
        columns.put("activity_type", text("CALL", "VISIT", "CALLBACK", ""));
        columns.put("agent_id", text("A1", "A2"));
        columns.put("team_id", text("T1", "T2"));
        columns.put("planned_at", time(6));
        columns.put("due_at", time(3));
        columns.put("done_at", random -> random.nextInt(3) == 0 ? null : time(3).apply(random));
    }

    private static void emailStats(Map<String, Function<Random, Object>> columns) {
        lineKey(columns);
        columns.put("campaign_id", text("K1", "K2"));
        columns.put("sent_count", whole(-1, 900));
        columns.put("delivered_count", whole(-1, 800));
        columns.put("bounce_count", random -> random.nextInt(3) == 0 ? null : random.nextInt(50));
        columns.put("unique_open_count", whole(-1, 300));
        columns.put("unique_click_count", whole(-1, 90));
        columns.put("unsubscribe_count", whole(-1, 9));
        columns.put("complaint_count", whole(-1, 3));
        columns.put("view_count", whole(-1, 5000));
    }

    private static void marketingSpend(Map<String, Function<Random, Object>> columns) {
        lineKey(columns);
        columns.put("campaign_id", text("K1", "K2"));
        columns.put("channel_code", text("EMAIL", "SMS", ""));
        columns.put("cost_type", text("MEDIA", "SALARY", "TOOLS", ""));
        columns.put("amount", SalesRows::money);
    }

    private static void mrrMovements(Map<String, Function<Random, Object>> columns) {
        columns.put("movement_id", text("key"));
        columns.put("customer_id", text("C1", "C2", "C3"));
        columns.put("currency_code", text("VND", "USD"));
        columns.put("source_system", text("S1", "S2"));
        columns.put("effective_at", time(160));
        columns.put("movement_type", text("NEW", "EXPANSION", "CONTRACTION", "CHURN", "REACTIVATION", ""));
        columns.put("amount", SalesRows::money);
    }

    private static void customers(Map<String, Function<Random, Object>> columns) {
        columns.put("customer_id", text("key"));
        columns.put("region_code", text("N", "S", ""));
        columns.put("segment_code", text("BIG", "SMALL"));
        columns.put("customer_type", text("MQL", "CUSTOMER"));
        columns.put("acquired_at", time(160));
        columns.put("acquisition_channel", text("PAID_SEARCH", "PAID_SOCIAL", "ORGANIC", "UNPAID", ""));
    }

    private static void statusDaily(Map<String, Function<Random, Object>> columns) {
        columns.put("customer_id", text("key"));
        columns.put("business_date", random -> RandomRows.AS_OF.toLocalDate().minusDays(random.nextInt(2)));
        columns.put("is_active", random -> random.nextInt(4) > 0);
        columns.put("last_interaction_at", time(60));
    }

    /** With cents, and now and then negative. */
    private static Object money(Random random) {
        return random.nextInt(100_000) / 100.0 - 40;
    }

    /** Of one month or two, which end together. */
    private static void periods(Map<String, Function<Random, Object>> columns) {
        columns.put("customer_id", text("key"));
        columns.put("grain_code", text("MONTH", "MONTH", "MONTH", "QUARTER", ""));
        columns.put("period_start", random -> LocalDate.of(2025, 1 + random.nextInt(2), 1));
        columns.put("period_end", random -> LocalDate.of(2025, 3, 1));
        columns.put("is_complete", random -> random.nextInt(5) > 0);
        columns.put("is_active_at_start", RandomRows.flag());
        columns.put("is_active_at_end", RandomRows.flag());
    }

    private static void cohorts(Map<String, Function<Random, Object>> columns) {
        columns.put("owner_agent_id", text("key"));
        columns.put("source_code", text("T1", "T2", ""));
        columns.put("funnel_id", text("F1", "F2"));
        columns.put("lead_id", random -> "L" + random.nextInt(60));
        columns.put("stage_code", text("LEAD", "MQL", "SQL", "SQL", ""));
        columns.put("stage_no", whole(1, 5));
        columns.put("cohort_at", time(200));
        columns.put("mql_at", time(200));
        columns.put("reached_at", time(200));
    }
}

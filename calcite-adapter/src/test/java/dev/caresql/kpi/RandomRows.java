package dev.caresql.kpi;

import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as customers really send them: missing and blank values, duplicates, values off their scale. */
public final class RandomRows {
    public static final LocalDateTime AS_OF = LocalDateTime.parse("2025-06-30T12:00:00");
    static final LocalDateTime PERIOD_START = LocalDateTime.parse("2025-05-01T00:00:00");
    static final LocalDateTime PERIOD_END = LocalDateTime.parse("2025-06-15T00:00:00");
    static final String PERIOD = "period_start => TIMESTAMP '2025-05-01 00:00:00', period_end => DATE '2025-06-15'";
    private static final int ROWS = 240;
    static final int MISSING_PERCENT = 8;

    private final Random random;

    public RandomRows(long seed) {
        this.random = new Random(seed);
    }

    /** Fills a table with rows; its first column is a key in ascending order and never missing. */
    public List<Row> fill(TestingDatabase database, String table) throws SQLException {
        Map<String, Function<Random, Object>> columns = columns(table);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (String column : columns.keySet()) {
                values.put(column, null);
            }
            for (Map.Entry<String, Function<Random, Object>> column : columns.entrySet()) {
                boolean isMissing = random.nextInt(100) < MISSING_PERCENT;
                Object value = column.getValue().apply(random);
                values.put(column.getKey(), isMissing ? null : value);
            }
            values.put(columns.keySet().iterator().next(), String.format(Locale.ROOT, "K%04d", i));
            rows.add(new Row(values));
        }
        String tuples = rows.stream()
                .map(row -> row.values().values().stream()
                        .map(RandomRows::literal)
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        database.duckDb("INSERT INTO " + table + " (" + String.join(", ", columns.keySet()) + ") VALUES " + tuples);
        TestingTables.derive(database, table);
        return rows;
    }

    static String literal(@Nullable Object value) {
        if (value instanceof Number || value instanceof Boolean || value == null) {
            return String.valueOf(value);
        }
        return "'" + value + "'";
    }

    static Map<String, Function<Random, Object>> columns(String table) {
        Map<String, Function<Random, Object>> columns = new LinkedHashMap<>();
        switch (table) {
            case "operating_costs",
                    "interaction_segments",
                    "qa_evaluations",
                    "agent_schedules",
                    "agents",
                    "agent_time_daily",
                    "volume_forecasts" -> WorkforceRows.columns(table, columns);
            case "survey_responses" -> survey(columns);
            case "servqual_answers" -> servqual(columns);
            case "interactions" -> interactions(columns);
            case "tickets" -> tickets(columns);
            case "ticket_replies" -> replies(columns);
            case "next_replies" -> nextReplies(columns);
            case "customer_contacts" -> contacts(columns);
            case "subscriptions" -> subscriptions(columns);
            case "leads" -> leads(columns);
            case "survey_invitations" -> invitations(columns);
            default -> SalesRows.columns(table, columns);
        }
        return columns;
    }

    private static void survey(Map<String, Function<Random, Object>> columns) {
        columns.put("response_id", text("key"));
        columns.put("channel_code", text("VOICE", "EMAIL", "", "CHAT"));
        columns.put("agent_id", text("A1", "A2"));
        columns.put("team_id", text("T1", "T2"));
        columns.put(
                "survey_type",
                text(
                        "NPS",
                        "NPS",
                        "CSAT",
                        "CSAT",
                        "CES",
                        "CES",
                        "CES_V1",
                        "ENPS",
                        "ENPS",
                        "AWARENESS",
                        "AWARENESS",
                        ""));
        columns.put("customer_id", text("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", ""));
        columns.put("responded_at", random -> AS_OF.minusDays(random.nextInt(20)));
        columns.put("score", whole(-1, 12));
        columns.put("survey_weight", random -> random.nextInt(20) / 8.0 - 0.25);
        columns.put("binary_rating", text("GOOD", "BAD", "NEUTRAL", ""));
        columns.put("awareness_code", text("TOM", "UNAIDED", "AIDED", "NONE", "OFTEN"));
        columns.put("sentiment_code", text("POSITIVE", "NEGATIVE", ""));
        columns.put("is_positive", random -> random.nextInt(4) > 0 ? null : random.nextBoolean());
        columns.put("feedback_type", text("SUGGESTION", "PRAISE", ""));
        columns.put("resolved_answer", text("YES", "NO", ""));
    }

    private static void servqual(Map<String, Function<Random, Object>> columns) {
        columns.put("source_row_id", text("key"));
        columns.put("source_system", text("S1", "S2", ""));
        columns.put("response_id", text("R1", "R2"));
        columns.put("item_no", whole(1, 2));
        columns.put(
                "dimension_code",
                text("TANGIBLES", "RELIABILITY", "RESPONSIVENESS", "ASSURANCE", "EMPATHY", "EMPATHY", ""));
        columns.put("expectation", whole(0, 8));
        columns.put("perception", whole(0, 8));
    }

    private static void interactions(Map<String, Function<Random, Object>> columns) {
        columns.put("interaction_id", text("key"));
        columns.put("reason_code", text("BILL", "TECH", "SHIP", ""));
        columns.put("agent_id", text("A1", "A2"));
        columns.put("team_id", text("T1", "T2"));
        columns.put("channel_code", text("VOICE", "VOICE", "VOICE", "VOICE", "BOT", "CHAT", ""));
        columns.put("direction_code", text("INBOUND", "INBOUND", "INBOUND", "OUTBOUND"));
        columns.put("customer_id", text("C1", "C2", "C3"));
        columns.put(
                "outcome_code",
                text(
                        "ANSWERED",
                        "ANSWERED",
                        "ANSWERED",
                        "ABANDONED",
                        "TIMED_OUT",
                        "FLOW_OUT",
                        "NO_ANSWER",
                        "BUSY",
                        ""));
        columns.put("queue_wait_s", random -> random.nextInt(10) == 0 ? -1 : random.nextInt(90));
        columns.put("ring_s", whole(-2, 20));
        columns.put("dial_s", whole(0, 10));
        columns.put("talk_s", whole(0, 400));
        columns.put("hold_s", whole(0, 60));
        columns.put("acw_s", whole(0, 60));
        columns.put("started_at", time(20));
        columns.put("answered_at", time(20));
        columns.put("seconds_since_previous_contact", gap(12));
        columns.put("seconds_to_next_contact", gap(12));
        columns.put("transferred", flag());
        columns.put("resolved_flag", flag());
        columns.put("is_right_party", flag());
        columns.put("disposition_code", text("SALE", "REFUSED", ""));
    }

    private static void contacts(Map<String, Function<Random, Object>> columns) {
        columns.put("contact_id", text("key"));
        columns.put("reason_code", text("BILL", "TECH", ""));
        columns.put("agent_id", text("A1", "A2"));
        columns.put("team_id", text("T1", "T2"));
        columns.put("started_at", time(20));
        columns.put("seconds_since_previous_contact", gap(12));
        columns.put("seconds_to_next_contact", gap(12));
        columns.put("transferred", flag());
        columns.put("resolved_flag", flag());
    }

    private static void replies(Map<String, Function<Random, Object>> columns) {
        columns.put("ticket_id", text("key"));
        columns.put("channel_code", text("CHAT", "EMAIL", ""));
        columns.put("priority_code", text("HIGH", "LOW"));
        columns.put("team_id", text("T1", "T2"));
        columns.put("message_at", time(3));
        columns.put("replied_at", time(3));
    }

    private static void nextReplies(Map<String, Function<Random, Object>> columns) {
        columns.put("ticket_id", text("key"));
        columns.put("channel_code", text("CHAT", "EMAIL", ""));
        columns.put("priority_code", text("HIGH", "LOW"));
        columns.put("team_id", text("T1", "T2"));
        columns.put("due_at", time(3));
        columns.put("met_at", random -> random.nextInt(4) == 0 ? null : time(3).apply(random));
    }

    private static void tickets(Map<String, Function<Random, Object>> columns) {
        columns.put("ticket_id", text("key"));
        columns.put("channel_code", text("VOICE", "EMAIL", "", "CHAT"));
        columns.put("priority_code", text("HIGH", "LOW"));
        columns.put("team_id", text("T1", "T2"));
        columns.put("customer_reply_count", whole(-1, 2));
        columns.put("customer_id", text("C1", "C2", "C3", "C4", "C5", ""));
        columns.put(
                "complaint_level",
                random -> random.nextInt(3) == 0
                        ? null
                        : text("NONE", "INFORMAL", "FORMAL").apply(random));
        columns.put("is_complaint", flag());
        columns.put("product_id", text("P1", "P2"));
        columns.put("status_code", text("OPEN", "SOLVED", "SOLVED", "DELETED", "MERGED"));
        columns.put("resolver_agent_id", text("A1", "A2", "A3"));
        columns.put("reply_count", whole(-1, 3));
        columns.put("reopen_count", whole(-1, 2));
        columns.put("escalation_level", whole(-1, 2));
        columns.put("requester_wait_s", whole(-100, 90000));
        columns.put("first_reply_business_s", whole(-100, 100000));
        for (String column : List.of(
                "created_at",
                "first_contact_at",
                "first_assigned_at",
                "first_reply_at",
                "first_resolved_at",
                "resolved_at",
                "first_reply_due_at",
                "resolution_due_at")) {
            columns.put(column, time(3));
        }
    }

    private static void subscriptions(Map<String, Function<Random, Object>> columns) {
        columns.put("subscription_id", text("key"));
        columns.put("plan_code", text("BASIC", "PLUS", ""));
        columns.put("product_id", text("P1", "P2"));
        columns.put("source_system", text("S1", "S2"));
        columns.put("customer_id", random -> "C" + random.nextInt(60));
        columns.put("started_at", time(160));
        columns.put(
                "ended_at", random -> random.nextInt(3) == 0 ? null : time(160).apply(random));
        columns.put("is_trial", random -> random.nextInt(6) == 0);
        columns.put("mrr_amount", whole(0, 900));
        columns.put("first_value_at", time(160));
    }

    private static void invitations(Map<String, Function<Random, Object>> columns) {
        columns.put("invitation_id", text("key"));
        columns.put("channel_code", text("EMAIL", "SMS", ""));
        columns.put("agent_id", text("A1", "A2"));
        columns.put("survey_id", text("S1", "S2"));
        columns.put("sent_at", time(20));
        columns.put("delivered_at", random -> random.nextInt(5) == 0 ? null : time(20).apply(random));
        columns.put("responded_at", random -> random.nextInt(3) > 0 ? null : time(20).apply(random));
    }

    private static void leads(Map<String, Function<Random, Object>> columns) {
        columns.put("lead_id", text("key"));
        columns.put("source_code", text("WEB", "FAIR", ""));
        columns.put("owner_agent_id", text("A1", "A2"));
        columns.put("current_stage_code", text("MQL", "SQL"));
        columns.put("created_at", time(250));
        columns.put(
                "won_at", random -> random.nextInt(3) == 0 ? null : time(250).apply(random));
        columns.put("first_touch_at", time(250));
        columns.put(
                "lost_at", random -> random.nextInt(3) > 0 ? null : time(250).apply(random));
    }

    static Function<Random, Object> text(String... values) {
        return random -> Arrays.asList(values).get(random.nextInt(values.length));
    }

    static Function<Random, Object> whole(int least, int most) {
        return random -> least + random.nextInt(most - least + 1);
    }

    static Function<Random, Object> flag() {
        return Random::nextBoolean;
    }

    /** To the microsecond around the as-of instant, and sometimes at a whole day before it. */
    static Function<Random, Object> time(int days) {
        return random -> random.nextInt(4) == 0
                ? AS_OF.minusDays(random.nextInt(days))
                : AS_OF.plusDays(1).minusSeconds(random.nextInt(days * 86400)).minusNanos(random.nextInt(1000) * 1000L);
    }

    private static Function<Random, Object> gap(int days) {
        return random -> random.nextInt(5) == 0 ? 604800.0 : (double) random.nextInt(days * 86400);
    }
}

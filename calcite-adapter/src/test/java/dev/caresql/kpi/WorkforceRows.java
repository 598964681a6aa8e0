package dev.caresql.kpi;

import static dev.caresql.kpi.RandomRows.flag;
import static dev.caresql.kpi.RandomRows.text;
import static dev.caresql.kpi.RandomRows.whole;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Random rows of what agents did, how well, and what it cost. */
final class WorkforceRows {
    private WorkforceRows() {}

    static void columns(String table, Map<String, Function<Random, Object>> columns) {
        switch (table) {
            case "operating_costs" -> costs(columns);
            case "interaction_segments" -> segments(columns);
            case "qa_evaluations" -> evaluations(columns);
            case "agent_schedules" -> schedules(columns);
            case "agents" -> agents(columns);
            case "agent_time_daily" -> time(columns);
            case "volume_forecasts" -> forecasts(columns);
            default -> throw new IllegalArgumentException(table);
        }
    }

    private static void costs(Map<String, Function<Random, Object>> columns) {
        columns.put("source_row_id", text("key"));
        columns.put("source_system", text("S1", "S2"));
        columns.put("department_id", text("D1", "D2", ""));
        columns.put("cost_type", text("SALARY", "RENT"));
        columns.put("amount", whole(-5, 900));
    }

    private static void segments(Map<String, Function<Random, Object>> columns) {
        columns.put("segment_id", text("key"));
        columns.put("queue_id", text("Q1", "Q2", ""));
        columns.put("agent_id", text("A1", "A2"));
        columns.put("team_id", text("T1", "T2"));
        columns.put("channel_code", text("VOICE", "VOICE", "CHAT"));
        columns.put("segment_outcome_code", text("ANSWERED", "ANSWERED", "TRANSFERRED", "RONA", "REJECTED", ""));
        columns.put("talk_s", whole(0, 400));
        columns.put("hold_s", whole(0, 60));
        columns.put("acw_s", whole(0, 60));
    }

    private static void evaluations(Map<String, Function<Random, Object>> columns) {
        columns.put("evaluation_id", text("key"));
        columns.put("agent_id", text("A1", "A2"));
        columns.put("department_id", text("D1", "D2"));
        columns.put("team_id", text("T1", "T2"));
        columns.put("section_code", text("ACCURACY", "ACCURACY", "ATTITUDE", ""));
        columns.put("points", whole(-1, 10));
        columns.put("max_points", whole(0, 10));
        columns.put("section_weight", whole(-1, 3));
        columns.put("has_critical_error", flag());
        columns.put("is_correct", flag());
        columns.put("is_in_time", flag());
    }

    private static void schedules(Map<String, Function<Random, Object>> columns) {
        columns.put("source_row_id", text("key"));
        columns.put("source_system", text("S1", "S2"));
        columns.put("agent_id", text("A1", "A2"));
        columns.put("activity_code", text("WORK", "WORK", "BREAK", "ABSENT", "SICK", ""));
        columns.put("starts_at", RandomRows.time(2));
        columns.put("ends_at", RandomRows.time(2));
    }

    private static void time(Map<String, Function<Random, Object>> columns) {
        columns.put("agent_id", text("key"));
        columns.put("department_id", text("D1", "D2"));
        columns.put("team_id", text("T1", "T2", ""));
        columns.put("business_date", day(30));
        for (String seconds : List.of("talk_s", "hold_s", "acw_s", "available_s", "logged_in_s", "scheduled_s")) {
            columns.put(
                    seconds, seconds.equals("hold_s") || seconds.equals("acw_s") ? whole(0, 900) : whole(-90, 9000));
        }
        columns.put("paid_s", whole(-90, 9000));
        columns.put("out_of_adherence_s", whole(-9, 900));
    }

    private static void agents(Map<String, Function<Random, Object>> columns) {
        columns.put("agent_id", text("key"));
        columns.put("role_code", text("CARE_AGENT", "TELESALES", ""));
        columns.put("department_id", text("D1", "D2"));
        columns.put("team_id", text("T1", "T2"));
        columns.put("hired_on", day(120));
        columns.put("left_on", random -> random.nextBoolean() ? null : day(120).apply(random));
    }

    private static void forecasts(Map<String, Function<Random, Object>> columns) {
        columns.put("forecast_id", text("key"));
        columns.put("queue_id", text("Q1", "Q2"));
        columns.put("channel_code", text("VOICE", "CHAT", ""));
        columns.put("source_system", text("S1", "S2"));
        columns.put("forecast_count", whole(-2, 40));
        columns.put("actual_count", whole(-2, 40));
    }

    private static Function<Random, Object> day(int days) {
        return random -> RandomRows.AS_OF.toLocalDate().minusDays(random.nextInt(days));
    }
}

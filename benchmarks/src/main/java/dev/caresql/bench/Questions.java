package dev.caresql.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * The warm questions. The hand-written statement is what an engineer would write who knows this data: conditions in
 * WHERE, although that leaves out groups without a counted row, of which there are none here.
 */
final class Questions {
    private static final String NPS =
            "100e0 * (count(*) FILTER (score >= 9) - count(*) FILTER (score <= 6)) / count(*)";

    private static final Question SIMPLE = new Question(
            "simple",
            "SELECT NPS() FROM survey_responses",
            "SELECT " + NPS + " FROM survey_responses WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10");

    private static final Question TWO_DIMENSIONS = new Question(
            "two dimensions",
            "SELECT channel_code, target_department_id, CSAT() FROM survey_responses GROUP BY 1, 2",
            """
            SELECT channel_code, target_department_id,
              100e0 * count(*) FILTER (survey_type = 'CSAT' AND score BETWEEN 4 AND 5)
              / nullif(count(*) FILTER (survey_type = 'CSAT' AND score BETWEEN 1 AND 5), 0)
            FROM survey_responses GROUP BY ALL""");

    private static final Question BY_MONTH = new Question(
            "by month",
            "SELECT FLOOR(business_date TO MONTH) AS month_start, NPS() AS nps FROM survey_responses GROUP BY 1",
            """
            SELECT date_trunc('month', business_date)::DATE, %s
            FROM survey_responses WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10 GROUP BY ALL""".formatted(NPS));

    private static final Question THREE_WAY_JOIN = new Question("three-way join", """
            SELECT a.team_name, c.segment_code, NPS() AS nps
            FROM survey_responses r
            JOIN agents a ON r.agent_id = a.agent_id
            JOIN customers c ON r.customer_id = c.customer_id
            GROUP BY a.team_name, c.segment_code""", """
            SELECT team_name, segment_code, %s
            FROM survey_responses JOIN agents USING (agent_id) JOIN customers USING (customer_id)
            WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10
            GROUP BY ALL""".formatted(NPS));

    private static final Question CTE_WITH_WINDOW = new Question("CTE with window", """
            WITH monthly AS (
              SELECT team_id, FLOOR(business_date TO MONTH) AS month_start, NPS() AS nps
              FROM survey_responses GROUP BY 1, 2)
            SELECT team_id, month_start, nps, nps - LAG(nps) OVER (PARTITION BY team_id ORDER BY month_start) AS change
            FROM monthly""", """
            WITH monthly AS (
              SELECT team_id, date_trunc('month', business_date)::DATE AS month_start, %s AS nps
              FROM survey_responses WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10 GROUP BY ALL)
            SELECT team_id, month_start, nps, nps - lag(nps) OVER (PARTITION BY team_id ORDER BY month_start)
            FROM monthly""".formatted(NPS));

    private static final Question ROLLUP = new Question(
            "rollup",
            "SELECT team_id, channel_code, NPS() FROM survey_responses GROUP BY ROLLUP(team_id, channel_code)",
            """
            SELECT team_id, channel_code, %s
            FROM survey_responses WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10
            GROUP BY ROLLUP(team_id, channel_code)""".formatted(NPS));

    private static final Question NPS_WITH_WHERE = new Question(
            "by team, with a WHERE",
            "SELECT team_id, NPS() FROM survey_responses WHERE survey_type = 'NPS' GROUP BY team_id",
            """
            SELECT team_id, %s FROM survey_responses WHERE survey_type = 'NPS' AND score BETWEEN 0 AND 10
            GROUP BY ALL""".formatted(NPS));

    private static final Question FCR_BY_TEAM = new Question(
            "FCR by team",
            "SELECT team_id, FCR_RATE() AS fcr FROM interactions GROUP BY team_id HAVING FCR_RATE() IS NOT NULL",
            """
            SELECT team_id,
              100e0 * count(*) FILTER (NOT has_repeat_contact AND NOT transferred AND resolved_flag IS NOT FALSE)
              / count(*)
            FROM interactions
            WHERE channel_code = 'VOICE' AND direction_code = 'INBOUND' AND outcome_code = 'ANSWERED'
              AND is_first_contact AND matures_at <= {as_of}
            GROUP BY team_id""");

    private static final Question SERVICE_LEVEL = new Question("service level by month and team", """
            SELECT FLOOR(business_date TO MONTH) AS month_start, team_id, SERVICE_LEVEL() AS service_level
            FROM interactions WHERE channel_code = 'VOICE' AND direction_code = 'INBOUND' GROUP BY 1, 2""", """
            SELECT date_trunc('month', business_date)::DATE, team_id,
              100e0 * count(*) FILTER (outcome_code = 'ANSWERED' AND queue_wait_s BETWEEN 0 AND {threshold})
              / count(*) FILTER (outcome_code = 'ANSWERED' AND (queue_wait_s IS NULL OR queue_wait_s >= 0)
                OR outcome_code IN ('ABANDONED', 'TIMED_OUT') AND queue_wait_s > {short})
            FROM interactions WHERE channel_code = 'VOICE' AND direction_code = 'INBOUND'
            GROUP BY ALL""");

    private static final Question TWELVE_KPIS = new Question("12 KPIs at once", """
            SELECT department_id, SERVICE_LEVEL() AS service_level, ABANDON_RATE() AS abandon_rate, ASA() AS asa,
              AVG_WAIT_TIME() AS avg_wait, MAX_WAIT_TIME() AS max_wait, AVG_RING_TIME() AS avg_ring, AHT() AS aht,
              AVG_TALK_TIME() AS avg_talk, FCR_RATE() AS fcr, CALLS_COMPLETED() AS completed, CALLS_MISSED() AS missed,
              CALL_COMPLETION_RATE() AS completion
            FROM interactions GROUP BY department_id""", """
            SELECT department_id,
              100e0 * count(*) FILTER (inbound AND answered AND queue_wait_s BETWEEN 0 AND {threshold})
                / nullif(count(*) FILTER (inbound AND (answered AND (queue_wait_s IS NULL OR queue_wait_s >= 0)
                  OR outcome_code IN ('ABANDONED', 'TIMED_OUT') AND queue_wait_s > {short})), 0),
              100e0 * count(*) FILTER (inbound AND outcome_code = 'ABANDONED' AND queue_wait_s > {short})
                / nullif(count(*) FILTER (inbound AND queue_wait_s >= 0
                  AND (outcome_code <> 'ABANDONED' OR queue_wait_s > {short})), 0),
              avg(queue_wait_s) FILTER (inbound AND answered AND queue_wait_s >= 0),
              avg(queue_wait_s) FILTER (inbound AND queue_wait_s >= 0),
              max(queue_wait_s) FILTER (inbound AND queue_wait_s >= 0)::DOUBLE,
              avg(ring_s) FILTER (inbound AND answered AND ring_s >= 0),
              avg(talk_s + coalesce(hold_s, 0) + coalesce(acw_s, 0)) FILTER (answered),
              avg(talk_s) FILTER (answered),
              100e0 * count(*) FILTER (judged AND NOT has_repeat_contact AND NOT transferred
                  AND resolved_flag IS NOT FALSE)
                / nullif(count(*) FILTER (judged), 0),
              count(*) FILTER (answered),
              count(*) FILTER (missed),
              100e0 * count(*) FILTER (answered) / nullif(count(*) FILTER (answered OR missed), 0)
            FROM (
              SELECT *, channel_code = 'VOICE' AND direction_code = 'INBOUND' AS inbound,
                channel_code = 'VOICE' AND outcome_code = 'ANSWERED' AS answered,
                channel_code = 'VOICE' AND outcome_code IN ('ABANDONED', 'TIMED_OUT', 'NO_ANSWER') AS missed,
                is_first_contact AND matures_at <= {as_of} AS judged
              FROM interactions)
            GROUP BY department_id""");

    private Questions() {}

    /** The six that the total of warm queries is of. */
    static List<Question> usual() {
        return List.of(SIMPLE, TWO_DIMENSIONS, BY_MONTH, THREE_WAY_JOIN, CTE_WITH_WINDOW, ROLLUP);
    }

    /** Further ones: conditions of the caller's, other KPIs, many KPIs at once. */
    static List<Question> further() {
        return List.of(NPS_WITH_WHERE, FCR_BY_TEAM, SERVICE_LEVEL, TWELVE_KPIS);
    }

    static List<Question> all() {
        return Stream.concat(usual().stream(), further().stream()).toList();
    }
}

package dev.caresql.bench;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The scorecard of a year: twelve months, forty agents, thirty KPIs. The hand-written statement reads each fact once for
 * each of its times, as an engineer would who knows the definitions, and turns the figures into rows.
 */
final class ScorecardQuestion {
    private static final List<String> KPIS = List.of(
            "ASA",
            "AVG_RING_TIME",
            "AVG_RESPONSE_TIME",
            "AVG_WAIT_TIME",
            "MAX_WAIT_TIME",
            "SERVICE_LEVEL",
            "CALLS_COMPLETED",
            "CALLS_MISSED",
            "CALL_COMPLETION_RATE",
            "MISSED_RATE",
            "ABANDON_RATE",
            "ABANDON_AFTER_RATE",
            "FCR_RATE",
            "CONTACT_COUNT",
            "AHT",
            "AVG_TALK_TIME",
            "NPS",
            "CSAT",
            "CSAT_MEAN",
            "CES",
            "CES_EASY_RATE",
            "CES_NET",
            "SURVEY_COUNT",
            "POSITIVE_RESPONSES",
            "EVER_SATISFIED_RATE",
            "SATISFIED_CUSTOMERS",
            "POSITIVE_CUSTOMERS",
            "SATISFIED_RATE",
            "MEDIAN_ASA",
            "P90_WAIT_TIME");

    private static final int AGENTS = 40;

    private static final String CARE = """
            SELECT period_start, scope_id, kpi_code, actual
            FROM scorecard
            WHERE grain_code = 'MONTH' AND scope_type = 'AGENT' AND kpi_code IN (%s)
              AND period_start BETWEEN DATE '2025-01-01' AND DATE '2025-12-01'
              AND scope_id IN (%s)
            """;

    private static final String DUCKDB = """
            WITH calls AS (
              SELECT date_trunc('month', business_date)::DATE AS period_start, agent_id,
                avg(queue_wait_s) FILTER (inbound AND answered AND queue_wait_s >= 0)::DOUBLE AS "ASA",
                avg(ring_s) FILTER (inbound AND answered AND ring_s >= 0)::DOUBLE AS "AVG_RING_TIME",
                avg(date_sub('second', started_at, answered_at)) FILTER (inbound AND answered
                  AND answered_at >= started_at)::DOUBLE AS "AVG_RESPONSE_TIME",
                avg(queue_wait_s) FILTER (inbound AND queue_wait_s >= 0)::DOUBLE AS "AVG_WAIT_TIME",
                max(queue_wait_s) FILTER (inbound AND queue_wait_s >= 0)::DOUBLE AS "MAX_WAIT_TIME",
                100e0 * count(*) FILTER (inbound AND answered AND queue_wait_s BETWEEN 0 AND {threshold})
                  / nullif(count(*) FILTER (inbound AND (answered AND (queue_wait_s IS NULL OR queue_wait_s >= 0)
                    OR outcome_code IN ('ABANDONED', 'TIMED_OUT') AND queue_wait_s > {short})), 0) AS "SERVICE_LEVEL",
                (count(*) FILTER (answered))::DOUBLE AS "CALLS_COMPLETED",
                (count(*) FILTER (missed))::DOUBLE AS "CALLS_MISSED",
                100e0 * count(*) FILTER (answered) / nullif(count(*) FILTER (answered OR missed), 0)
                  AS "CALL_COMPLETION_RATE",
                100e0 * count(*) FILTER (missed) / nullif(count(*) FILTER (answered OR missed), 0) AS "MISSED_RATE",
                100e0 * count(*) FILTER (inbound AND outcome_code = 'ABANDONED' AND queue_wait_s > {short})
                  / nullif(count(*) FILTER (inbound AND queue_wait_s >= 0
                    AND (outcome_code <> 'ABANDONED' OR queue_wait_s > {short})), 0) AS "ABANDON_RATE",
                100e0 * count(*) FILTER (inbound AND outcome_code = 'ABANDONED' AND queue_wait_s > 60)
                  / nullif(count(*) FILTER (inbound AND queue_wait_s > 60), 0) AS "ABANDON_AFTER_RATE",
                100e0 * count(*) FILTER (judged AND NOT has_repeat_contact AND NOT transferred
                  AND resolved_flag IS NOT FALSE) / nullif(count(*) FILTER (judged), 0) AS "FCR_RATE",
                (count(interaction_id) FILTER (direction_code = 'INBOUND'))::DOUBLE AS "CONTACT_COUNT",
                median(queue_wait_s::DOUBLE) FILTER (inbound AND answered AND queue_wait_s >= 0) AS "MEDIAN_ASA",
                quantile_cont(queue_wait_s::DOUBLE, 0.9) FILTER (inbound AND queue_wait_s >= 0) AS "P90_WAIT_TIME"
              FROM (SELECT *, channel_code = 'VOICE' AND direction_code = 'INBOUND' AS inbound,
                  channel_code = 'VOICE' AND outcome_code = 'ANSWERED' AS answered,
                  channel_code = 'VOICE' AND outcome_code IN ('ABANDONED', 'TIMED_OUT', 'NO_ANSWER') AS missed,
                  is_first_contact AND matures_at <= {as_of} AS judged
                FROM interactions WHERE agent_id IN ({agents}))
              WHERE business_date BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
              GROUP BY ALL),
            handled AS (
              SELECT date_trunc('month', handled_at + INTERVAL 7 HOUR)::DATE AS period_start, agent_id,
                avg(talk_s + coalesce(hold_s, 0) + coalesce(acw_s, 0))::DOUBLE AS "AHT",
                avg(talk_s)::DOUBLE AS "AVG_TALK_TIME"
              FROM interactions
              WHERE agent_id IN ({agents}) AND channel_code = 'VOICE' AND outcome_code = 'ANSWERED'
                AND (handled_at + INTERVAL 7 HOUR)::DATE BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
              GROUP BY ALL),
            answers AS (
              SELECT date_trunc('month', business_date)::DATE AS period_start, agent_id,
                100e0 * (count(*) FILTER (nps AND score >= 9) - count(*) FILTER (nps AND score <= 6))
                  / nullif(count(*) FILTER (nps), 0) AS "NPS",
                100e0 * count(*) FILTER (csat AND score >= 4) / nullif(count(*) FILTER (csat), 0) AS "CSAT",
                avg(score) FILTER (csat)::DOUBLE AS "CSAT_MEAN",
                avg(score) FILTER (ces)::DOUBLE AS "CES",
                100e0 * count(*) FILTER (ces AND score >= 5) / nullif(count(*) FILTER (ces), 0) AS "CES_EASY_RATE",
                100e0 * (count(*) FILTER (ces AND score >= 5) - count(*) FILTER (ces AND score <= 3))
                  / nullif(count(*) FILTER (ces), 0) AS "CES_NET",
                (count(score) FILTER (CASE survey_type WHEN 'NPS' THEN score BETWEEN 0 AND 10
                  WHEN 'ENPS' THEN score BETWEEN 0 AND 10 WHEN 'CSAT' THEN score BETWEEN 1 AND 5
                  WHEN 'CES' THEN score BETWEEN 1 AND 7 WHEN 'CES_V1' THEN score BETWEEN 1 AND 5 ELSE TRUE END))::DOUBLE
                  AS "SURVEY_COUNT",
                (count(*) FILTER (positive))::DOUBLE AS "POSITIVE_RESPONSES",
                (count(DISTINCT customer_id) FILTER (positive))::DOUBLE AS "POSITIVE_CUSTOMERS",
                100e0 * count(DISTINCT customer_id) FILTER (csat AND score >= 4)
                  / nullif(count(DISTINCT customer_id) FILTER (csat), 0) AS "EVER_SATISFIED_RATE"
              FROM (SELECT *, survey_type = 'NPS' AND score BETWEEN 0 AND 10 AS nps,
                  survey_type = 'CSAT' AND score BETWEEN 1 AND 5 AS csat, survey_type = 'CES' AND score BETWEEN 1 AND 7 AS ces,
                  survey_type = 'CSAT' AND score IN (4, 5) OR survey_type = 'NPS' AND score IN (9, 10)
                    OR survey_type = 'CES' AND score IN (5, 6, 7) AS positive
                FROM survey_responses WHERE agent_id IN ({agents}))
              WHERE business_date BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
              GROUP BY ALL),
            satisfied AS (
              SELECT period_start, agent_id, 100e0 * count(*) FILTER (happy) / count(*) AS "SATISFIED_RATE",
                (count(*) FILTER (happy))::DOUBLE AS "SATISFIED_CUSTOMERS"
              FROM (SELECT date_trunc('month', business_date)::DATE AS period_start, agent_id, customer_id,
                  arg_max(score >= 4, (responded_at, score >= 4)) AS happy
                FROM survey_responses
                WHERE agent_id IN ({agents}) AND survey_type = 'CSAT' AND score BETWEEN 1 AND 5 AND customer_id IS NOT NULL
                  AND business_date BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
                GROUP BY ALL)
              GROUP BY ALL),
            wide AS (
              SELECT * REPLACE (coalesce("CALLS_COMPLETED", 0) AS "CALLS_COMPLETED",
                coalesce("CALLS_MISSED", 0) AS "CALLS_MISSED", coalesce("CONTACT_COUNT", 0) AS "CONTACT_COUNT",
                coalesce("SURVEY_COUNT", 0) AS "SURVEY_COUNT", coalesce("POSITIVE_RESPONSES", 0) AS "POSITIVE_RESPONSES",
                coalesce("POSITIVE_CUSTOMERS", 0) AS "POSITIVE_CUSTOMERS",
                coalesce("SATISFIED_CUSTOMERS", 0) AS "SATISFIED_CUSTOMERS")
              FROM calls FULL JOIN handled USING (period_start, agent_id)
                FULL JOIN answers USING (period_start, agent_id) FULL JOIN satisfied USING (period_start, agent_id))
            SELECT period_start, agent_id, kpi_code, actual
            FROM wide UNPIVOT INCLUDE NULLS (actual FOR kpi_code IN (%s))
            """;

    private ScorecardQuestion() {}

    /** A KPI without rows in a month is a row without a value on both sides, and a count of nothing is 0. */
    static Question get() {
        String texts = String.join("', '", KPIS);
        String names = String.join("\", \"", KPIS);
        String agents =
                IntStream.rangeClosed(1, AGENTS).mapToObj(i -> "'A" + i + "'").collect(joining(", "));
        return new Question(
                "12 months x 40 agents x 30 KPIs",
                CARE.formatted("'" + texts + "'", agents),
                DUCKDB.formatted("\"" + names + "\"").replace("{agents}", agents));
    }
}

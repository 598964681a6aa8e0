SELECT (SELECT 100e0 * (COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(*), 0)
    FROM "survey_responses"
    WHERE "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10) AS "nps",
    (SELECT 100e0 * COUNT(CASE WHEN "queue_wait_s" >= 0 AND "queue_wait_s" <= 20 AND "outcome_code" = 'ANSWERED' THEN 1 ELSE NULL END) / NULLIF(COUNT(CASE WHEN ("queue_wait_s" IS NULL OR "queue_wait_s" >= 0) AND ("outcome_code" = 'ANSWERED' OR "outcome_code" IN ('ABANDONED', 'TIMED_OUT') AND "queue_wait_s" > 5) THEN 1 ELSE NULL END), 0)
    FROM "interactions"
    WHERE "channel_code" = 'VOICE' AND "direction_code" = 'INBOUND') AS "sl"
FROM (VALUES (0)) AS "t" ("ZERO")

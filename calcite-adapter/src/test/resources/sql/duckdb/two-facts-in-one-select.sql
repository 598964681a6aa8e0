SELECT (SELECT 100e0 * ((COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10))) - (COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6)))) / NULLIF(COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10)), 0)
    FROM "survey_responses") AS "nps",
    (SELECT 100e0 * (COUNT(*) FILTER (WHERE "channel_code" = 'VOICE' AND "direction_code" = 'INBOUND' AND "outcome_code" = 'ANSWERED' AND "queue_wait_s" <= 20)) / NULLIF(COUNT(*) FILTER (WHERE "channel_code" = 'VOICE' AND "direction_code" = 'INBOUND' AND ("outcome_code" = 'ANSWERED' OR "outcome_code" IN ('ABANDONED', 'TIMED_OUT') AND "queue_wait_s" > 5)), 0)
    FROM "interactions") AS "sl"

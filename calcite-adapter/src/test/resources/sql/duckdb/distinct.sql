SELECT 100e0 * ((COUNT(DISTINCT "score") FILTER (WHERE "score" >= 9 AND "score" <= 10)) - (COUNT(DISTINCT "score") FILTER (WHERE "score" >= 0 AND "score" <= 6))) / NULLIF(COUNT(DISTINCT "score") FILTER (WHERE "score" >= 0 AND "score" <= 10), 0)
FROM "survey_responses"

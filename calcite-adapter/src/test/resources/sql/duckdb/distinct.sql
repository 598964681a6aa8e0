SELECT 100e0 * (COUNT(DISTINCT CASE WHEN "score" >= 9 THEN "score" ELSE NULL END) - COUNT(DISTINCT CASE WHEN "score" <= 6 THEN "score" ELSE NULL END)) / NULLIF(COUNT(DISTINCT "score"), 0)
FROM "survey_responses"
WHERE "score" >= 0 AND "score" <= 10

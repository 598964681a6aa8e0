SELECT 100e0 * (COUNT(DISTINCT CASE WHEN "score" >= 9 AND "score" <= 10 THEN "score" ELSE NULL END) - COUNT(DISTINCT CASE WHEN "score" >= 0 AND "score" <= 6 THEN "score" ELSE NULL END)) / NULLIF(COUNT(DISTINCT CASE WHEN "score" >= 0 AND "score" <= 10 THEN "score" ELSE NULL END), 0)
FROM "survey_responses"

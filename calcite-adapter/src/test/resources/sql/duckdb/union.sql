SELECT 'T1' AS "k",
      100e0 * (COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(*), 0)
FROM "survey_responses"
WHERE "terminal" = 'T1' AND "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10
UNION
SELECT 'T2',
      100e0 * (COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(*), 0)
FROM "survey_responses"
WHERE "terminal" = 'T2' AND "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10

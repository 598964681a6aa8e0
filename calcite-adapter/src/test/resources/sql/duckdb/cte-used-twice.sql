SELECT 'all' AS "k",
      100e0 * (COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(*), 0) AS "nps"
FROM "survey_responses"
WHERE "terminal" <> 'T0' AND "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10
UNION ALL
SELECT "terminal",
      100e0 * (COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10) THEN 1 ELSE NULL END) - COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6) THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10) THEN 1 ELSE NULL END), 0)
FROM "survey_responses"
WHERE "terminal" <> 'T0'
GROUP BY "terminal"

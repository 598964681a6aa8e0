SELECT 100e0 * (COUNT(CASE WHEN "terminal" = 'T1' AND "score" >= 9 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "terminal" = 'T1' AND "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "terminal" = 'T1' THEN 1 ELSE NULL END), 0) AS "t1",
      100e0 * (COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(*), 0) AS "everyone"
FROM "survey_responses"
WHERE "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10

SELECT 100e0 * (COUNT(CASE WHEN "terminal" = 'T0' AND "score" >= 9 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "terminal" = 'T0' AND "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "terminal" = 'T0' THEN 1 ELSE NULL END), 0) AS "t0_nps",
      100e0 * (COUNT(CASE WHEN "terminal" = 'T1' AND "score" >= 9 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "terminal" = 'T1' AND "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "terminal" = 'T1' THEN 1 ELSE NULL END), 0) AS "t1_nps"
FROM "survey_responses"
WHERE "score" >= 0 AND "score" <= 10

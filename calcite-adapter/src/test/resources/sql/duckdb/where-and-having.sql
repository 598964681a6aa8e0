SELECT "terminal",
      100e0 * (COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10) THEN 1 ELSE NULL END) - COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6) THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10) THEN 1 ELSE NULL END), 0) AS "nps"
FROM "survey_responses"
WHERE "responded_at" >= TIMESTAMP '2025-03-01 00:00:00.000000'
GROUP BY "terminal"
HAVING 100e0 * (COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10) THEN 1 ELSE NULL END) - COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6) THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10) THEN 1 ELSE NULL END), 0) > -60e0 AND COUNT(*) > 10

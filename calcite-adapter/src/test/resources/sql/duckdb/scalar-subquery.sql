SELECT "terminal",
        100e0 * (COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10) THEN 1 ELSE NULL END) - COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6) THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10) THEN 1 ELSE NULL END), 0) - (SELECT 100e0 * (COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(*), 0)
      FROM "survey_responses"
      WHERE "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10) AS "difference"
FROM "survey_responses"
GROUP BY "terminal"

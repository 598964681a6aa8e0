SELECT "terminal",
      100e0 * (COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10) THEN 1 ELSE NULL END) - COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6) THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10) THEN 1 ELSE NULL END), 0) AS "nps",
    RANK() OVER (ORDER BY 100e0 * (COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10) THEN 1 ELSE NULL END) - COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6) THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10) THEN 1 ELSE NULL END), 0) DESC) AS "place"
FROM "survey_responses"
GROUP BY "terminal"

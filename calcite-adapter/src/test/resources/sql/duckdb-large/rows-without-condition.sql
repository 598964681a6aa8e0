SELECT "terminal",
      100e0 * (COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10) THEN 1 ELSE NULL END) - COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6) THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10) THEN 1 ELSE NULL END), 0),
  COUNT(*)
FROM "survey_responses"
GROUP BY "terminal"

SELECT "terminal",
  "survey_type",
      100e0 * (COUNT(CASE WHEN "score" >= 9 AND "score" <= 10 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "score" >= 0 AND "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "score" >= 0 AND "score" <= 10 THEN 1 ELSE NULL END), 0),
  GROUPING("terminal") AS "g"
FROM "survey_responses"
GROUP BY ROLLUP("terminal", "survey_type")

SELECT "terminal",
  "survey_type",
      100e0 * ((COUNT(*) FILTER (WHERE "score" >= 9 AND "score" <= 10)) - (COUNT(*) FILTER (WHERE "score" >= 0 AND "score" <= 6))) / NULLIF(COUNT(*) FILTER (WHERE "score" >= 0 AND "score" <= 10), 0),
  GROUPING("terminal") AS "g"
FROM "survey_responses"
GROUP BY ROLLUP("terminal", "survey_type")

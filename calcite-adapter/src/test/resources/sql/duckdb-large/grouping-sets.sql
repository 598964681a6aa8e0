SELECT "terminal",
  "agent_id",
  COALESCE(SUM("EXPR$2"), 0),
  SUM("EXPR$3")
FROM (SELECT "terminal",
      "agent_id",
      COUNT(*) AS "EXPR$2",
      SUM("score") AS "EXPR$3"
    FROM "survey_responses"
    GROUP BY "terminal",
      "agent_id") AS "t0"
GROUP BY GROUPING SETS("terminal", "agent_id", ())

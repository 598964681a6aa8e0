SELECT 7 / 2,
    1 / NULLIF(0, 0),
    SUM("score") / NULLIF(COUNT(*), 0),
  AVG("score"),
  CAST(AVG("score") AS DECIMAL(10, 2)),
  CAST("score" AS VARCHAR),
  STDDEV("score"),
  COUNT(DISTINCT CASE WHEN "terminal" IS NOT NULL AND "agent_id" IS NOT NULL THEN ROW("terminal", "agent_id") ELSE NULL END)
FROM "survey_responses"
GROUP BY "score"
ORDER BY "score" NULLS FIRST
LIMIT 1

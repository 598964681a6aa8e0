SELECT "terminal",
      100e0 * ((COUNT(*) FILTER (WHERE "score" - ? >= 9 AND "score" - ? <= 10)) - (COUNT(*) FILTER (WHERE "score" - ? >= 0 AND "score" - ? <= 6))) / NULLIF(COUNT(*) FILTER (WHERE "score" - ? >= 0 AND "score" - ? <= 10), 0)
FROM "survey_responses"
WHERE "terminal" <> ?
GROUP BY "terminal"

SELECT "terminal",
  "lowest"
FROM (SELECT "terminal",
        MIN("score") OVER (PARTITION BY "customer_id" RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "lowest",
      "response_id"
    FROM "survey_responses") AS "t"
WHERE TRUE
ORDER BY "response_id"

SELECT UPPER("terminal") AS "place"
FROM (SELECT "terminal",
        MIN("score") OVER (PARTITION BY "customer_id" RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "lowest",
      "responded_at"
    FROM "survey_responses") AS "t"
WHERE TRUE
ORDER BY "responded_at"
LIMIT 3

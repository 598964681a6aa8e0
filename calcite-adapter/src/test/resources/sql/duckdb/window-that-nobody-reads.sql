SELECT UPPER("terminal") AS "place",
  '1' AS "one"
FROM (SELECT "terminal",
        MIN("score") OVER (PARTITION BY "customer_id" RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "lowest"
    FROM "survey_responses") AS "t"
WHERE TRUE

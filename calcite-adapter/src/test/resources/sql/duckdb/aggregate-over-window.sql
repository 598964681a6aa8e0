SELECT "terminal",
  COUNT(CASE WHEN "next_score" > 8 THEN 1 ELSE NULL END)
FROM (SELECT "terminal",
        LEAD("score") OVER (PARTITION BY "customer_id" ORDER BY "responded_at") AS "next_score"
    FROM "survey_responses") AS "t"
WHERE TRUE
GROUP BY "terminal"

SELECT "terminal",
    COUNT(*) FILTER (WHERE "next_score" > 8)
FROM (SELECT "terminal",
        LEAD("score") OVER (PARTITION BY "customer_id" ORDER BY "responded_at") AS "next_score"
    FROM "survey_responses") AS "t"
WHERE TRUE
GROUP BY "terminal"

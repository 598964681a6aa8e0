SELECT "customer_id",
    (SELECT 100e0 * (COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(*), 0)
    FROM "survey_responses"
    WHERE "customer_id" = "customers"."customer_id" AND "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10) AS "nps"
FROM "customers" AS "customers"

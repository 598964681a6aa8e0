SELECT "customer_id",
    (SELECT 100e0 * (COUNT(CASE WHEN "score" >= 9 AND "score" <= 10 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "score" >= 0 AND "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "score" >= 0 AND "score" <= 10 THEN 1 ELSE NULL END), 0)
    FROM "survey_responses"
    WHERE "customer_id" = "customers"."customer_id" AND "survey_type" = 'NPS') AS "nps"
FROM "customers" AS "customers"

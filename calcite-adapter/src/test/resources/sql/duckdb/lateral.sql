SELECT "$cor0"."segment_code",
  "t2"."nps"
FROM "customers" AS "$cor0",
  LATERAL (SELECT 100e0 * (COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) - COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END)) / NULLIF(COUNT(*), 0) AS "nps"
    FROM "survey_responses"
    WHERE "customer_id" = "$cor0"."customer_id" AND "score" >= 0 AND "score" <= 10) AS "t2"

SELECT "$cor0"."segment_code",
  "t2"."nps"
FROM "customers" AS "$cor0",
  LATERAL (SELECT 100e0 * ((COUNT(*) FILTER (WHERE "score" >= 9 AND "score" <= 10)) - (COUNT(*) FILTER (WHERE "score" >= 0 AND "score" <= 6))) / NULLIF(COUNT(*) FILTER (WHERE "score" >= 0 AND "score" <= 10), 0) AS "nps"
    FROM "survey_responses"
    WHERE "customer_id" = "$cor0"."customer_id") AS "t2"

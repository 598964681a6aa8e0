SELECT (CAST( "business_date" AS DATE) - CAST(DAY( "business_date" ) - 1 AS INTEGER)),
  CAST(("business_date" + INTERVAL '1' MONTH) AS DATE),
  CAST("responded_at" AS DATE)
FROM "survey_responses"
LIMIT 1

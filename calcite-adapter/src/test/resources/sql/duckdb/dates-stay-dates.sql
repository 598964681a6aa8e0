SELECT CAST(DATE_TRUNC('month', "business_date") AS DATE),
  CAST(("business_date" + INTERVAL '1' MONTH) AS DATE),
  CAST("responded_at" AS DATE)
FROM "survey_responses"
LIMIT 1

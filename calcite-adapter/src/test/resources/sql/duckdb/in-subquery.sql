SELECT "customer_id"
FROM "customers"
WHERE "customer_id" IN (SELECT "customer_id"
      FROM "survey_responses"
      GROUP BY "customer_id"
      HAVING 100e0 * (COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10) THEN 1 ELSE NULL END) - COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6) THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10) THEN 1 ELSE NULL END), 0) > -60e0)

SELECT "customers"."segment_code",
      100e0 * (COUNT(CASE WHEN "t"."kpi$8" AND ("t"."score" >= 9 AND "t"."score" <= 10) THEN 1 ELSE NULL END) - COUNT(CASE WHEN "t"."kpi$8" AND ("t"."score" >= 0 AND "t"."score" <= 6) THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "t"."kpi$8" AND ("t"."score" >= 0 AND "t"."score" <= 10) THEN 1 ELSE NULL END), 0)
FROM "customers"
  LEFT JOIN (SELECT "response_id",
      "survey_type",
      "score",
      "terminal",
      "customer_id",
      "agent_id",
      "responded_at",
      "business_date",
        "survey_type" = 'NPS' AS "kpi$8"
    FROM "survey_responses") AS "t" ON "customers"."customer_id" = "t"."customer_id"
GROUP BY "customers"."segment_code"

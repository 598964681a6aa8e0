SELECT "customers"."segment_code",
      100e0 * ((COUNT(*) FILTER (WHERE "t"."$f8" AND ("t"."$f2" >= 9 AND "t"."$f2" <= 10))) - (COUNT(*) FILTER (WHERE "t"."$f8" AND ("t"."$f2" >= 0 AND "t"."$f2" <= 6)))) / NULLIF(COUNT(*) FILTER (WHERE "t"."$f8" AND ("t"."$f2" >= 0 AND "t"."$f2" <= 10)), 0)
FROM "customers"
  LEFT JOIN (SELECT "response_id" AS "$f0",
      "survey_type" AS "$f1",
      "score" AS "$f2",
      "terminal" AS "$f3",
      "customer_id" AS "$f4",
      "agent_id" AS "$f5",
      "responded_at" AS "$f6",
      "business_date" AS "$f7",
        "survey_type" = 'NPS' AS "$f8"
    FROM "survey_responses") AS "t" ON "customers"."customer_id" = "t"."$f4"
GROUP BY "customers"."segment_code"

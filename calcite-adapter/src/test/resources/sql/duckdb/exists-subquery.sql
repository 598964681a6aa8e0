SELECT "terminal",
      100e0 * ((COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10))) - (COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6)))) / NULLIF(COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10)), 0)
FROM "survey_responses"
WHERE EXISTS (SELECT *
    FROM "customers"
    WHERE "customer_id" = "survey_responses"."customer_id" AND "segment_code" = 'S1')
GROUP BY "terminal"

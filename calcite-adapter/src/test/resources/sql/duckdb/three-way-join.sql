SELECT "customers"."segment_code",
  "agents"."team_id",
      100e0 * (COUNT(CASE WHEN "survey_responses"."survey_type" = 'NPS' AND ("survey_responses"."score" >= 9 AND "survey_responses"."score" <= 10) THEN 1 ELSE NULL END) - COUNT(CASE WHEN "survey_responses"."survey_type" = 'NPS' AND ("survey_responses"."score" >= 0 AND "survey_responses"."score" <= 6) THEN 1 ELSE NULL END)) / NULLIF(COUNT(CASE WHEN "survey_responses"."survey_type" = 'NPS' AND ("survey_responses"."score" >= 0 AND "survey_responses"."score" <= 10) THEN 1 ELSE NULL END), 0)
FROM "survey_responses"
  INNER JOIN "customers" ON "survey_responses"."customer_id" = "customers"."customer_id"
  INNER JOIN "agents" ON "survey_responses"."agent_id" = "agents"."agent_id"
GROUP BY "customers"."segment_code",
  "agents"."team_id"

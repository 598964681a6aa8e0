SELECT DATE_TRUNC('month', "responded_at") AS "m",
      100e0 * ((COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10))) - (COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6)))) / NULLIF(COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10)), 0)
FROM "survey_responses"
GROUP BY DATE_TRUNC('month', "responded_at")
ORDER BY DATE_TRUNC('month', "responded_at")

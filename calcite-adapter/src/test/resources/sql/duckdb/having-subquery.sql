SELECT "terminal"
FROM "survey_responses"
GROUP BY "terminal"
HAVING 100e0 * ((COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10))) - (COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6)))) / NULLIF(COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10)), 0) > (SELECT 100e0 * ((COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10))) - (COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6)))) / NULLIF(COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10)), 0)
    FROM "survey_responses")

SELECT "terminal",
      100e0 * ((COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10))) - (COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6)))) / NULLIF(COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10)), 0) AS "nps",
    RANK() OVER (ORDER BY 100e0 * ((COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10))) - (COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6)))) / NULLIF(COUNT(*) FILTER (WHERE "survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10)), 0) DESC) AS "place"
FROM "survey_responses"
GROUP BY "terminal"

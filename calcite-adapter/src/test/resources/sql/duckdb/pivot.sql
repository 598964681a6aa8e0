SELECT 100e0 * ((COUNT(*) FILTER (WHERE "terminal" = 'T0' AND ("score" >= 9 AND "score" <= 10))) - (COUNT(*) FILTER (WHERE "terminal" = 'T0' AND ("score" >= 0 AND "score" <= 6)))) / NULLIF(COUNT(*) FILTER (WHERE "terminal" = 'T0' AND ("score" >= 0 AND "score" <= 10)), 0) AS "t0_nps",
      100e0 * ((COUNT(*) FILTER (WHERE "terminal" = 'T1' AND ("score" >= 9 AND "score" <= 10))) - (COUNT(*) FILTER (WHERE "terminal" = 'T1' AND ("score" >= 0 AND "score" <= 6)))) / NULLIF(COUNT(*) FILTER (WHERE "terminal" = 'T1' AND ("score" >= 0 AND "score" <= 10)), 0) AS "t1_nps"
FROM "survey_responses"

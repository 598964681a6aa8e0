SELECT "$f0" AS "terminal",
      100e0 * (COALESCE(SUM(CASE WHEN "$f2" THEN "$f1" ELSE NULL END), 0) - COALESCE(SUM(CASE WHEN "$f3" THEN "$f1" ELSE NULL END), 0)) / NULLIF(COALESCE(SUM(CASE WHEN "$f4" THEN "$f1" ELSE NULL END), 0), 0),
  COALESCE(SUM("$f1"), 0)
FROM (SELECT "terminal" AS "$f0",
      COUNT(*) AS "$f1",
        ("survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10)) IS TRUE AS "$f2",
        ("survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6)) IS TRUE AS "$f3",
        ("survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10)) IS TRUE AS "$f4"
    FROM "survey_responses"
    GROUP BY "terminal",
      "survey_type",
      "score") AS "t1"
GROUP BY "$f0"

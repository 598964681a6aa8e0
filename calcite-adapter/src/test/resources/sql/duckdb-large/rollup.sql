SELECT "$f0" AS "terminal",
  "$f1" AS "agent_id",
      100e0 * (COALESCE(SUM("$f2"), 0) - COALESCE(SUM("$f3"), 0)) / NULLIF(COALESCE(SUM("$f4"), 0), 0),
  GROUPING("$f1") AS "g"
FROM (SELECT "$f0",
      "$f1",
      COALESCE(SUM(CASE WHEN "$f3" THEN "$f2" ELSE NULL END), 0) AS "$f2",
      COALESCE(SUM(CASE WHEN "$f4" THEN "$f2" ELSE NULL END), 0) AS "$f3",
      COALESCE(SUM(CASE WHEN "$f5" THEN "$f2" ELSE NULL END), 0) AS "$f4"
    FROM (SELECT "terminal" AS "$f0",
          "agent_id" AS "$f1",
          COUNT(*) AS "$f2",
            ("survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10)) IS TRUE AS "$f3",
            ("survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6)) IS TRUE AS "$f4",
            ("survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10)) IS TRUE AS "$f5"
        FROM "survey_responses"
        GROUP BY "terminal",
          "agent_id",
          "survey_type",
          "score") AS "t1"
    GROUP BY "$f0",
      "$f1") AS "t2"
GROUP BY ROLLUP("$f0", "$f1")

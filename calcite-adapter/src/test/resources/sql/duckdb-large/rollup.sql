SELECT "$f0" AS "terminal",
  "$f1" AS "agent_id",
      100e0 * (COALESCE(SUM("$f2"), 0) - COALESCE(SUM("$f3"), 0)) / NULLIF(COALESCE(SUM("$f4"), 0), 0),
  GROUPING("$f1") AS "g"
FROM (SELECT "$f0",
      "$f1",
      MAX("$f2") AS "$f2",
      MAX("$f3") AS "$f3",
      MAX("$f4") AS "$f4"
    FROM (SELECT "terminal" AS "$f0",
            "agent_id" AS "$f1",
            COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) AS "$f2",
            COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END) AS "$f3",
            COUNT(*) AS "$f4"
          FROM "survey_responses"
          WHERE "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10
          GROUP BY "terminal",
            "agent_id"
          UNION ALL
          SELECT "survey_responses0"."terminal" AS "$f0",
            "survey_responses0"."agent_id" AS "$f1",
            0 AS "$f2",
            0 AS "$f3",
            0 AS "$f4"
          FROM "survey_responses" AS "survey_responses0",
              (SELECT "t5"."found" AS "found",
                "t8"."possible" AS "possible",
                "t11"."possible" AS "possible0"
              FROM (SELECT COUNT(*) AS "found"
                  FROM (SELECT "terminal" AS "$f0",
                        "agent_id" AS "$f1",
                        COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) AS "$f2",
                        COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END) AS "$f3",
                        COUNT(*) AS "$f4"
                      FROM "survey_responses"
                      WHERE "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10
                      GROUP BY "terminal",
                        "agent_id") AS "t4") AS "t5",
                  (SELECT COUNT(*) AS "possible"
                  FROM (SELECT "terminal" AS "key_value"
                      FROM "survey_responses"
                      GROUP BY "terminal") AS "t7") AS "t8",
                  (SELECT COUNT(*) AS "possible"
                  FROM (SELECT "agent_id" AS "key_value"
                      FROM "survey_responses"
                      GROUP BY "agent_id") AS "t10") AS "t11"
              WHERE "t5"."found" < 1e0 * "t8"."possible" * "t11"."possible") AS "t12"
          GROUP BY "survey_responses0"."terminal",
            "survey_responses0"."agent_id") AS "t16"
    GROUP BY "$f0",
      "$f1") AS "t17"
GROUP BY ROLLUP("$f0", "$f1")

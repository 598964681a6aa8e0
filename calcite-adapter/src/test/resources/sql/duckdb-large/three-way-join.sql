SELECT "$f0" AS "segment_code",
  "$f1" AS "team_id",
      100e0 * (MAX("$f2") - MAX("$f3")) / NULLIF(MAX("$f4"), 0)
FROM (SELECT "customers"."segment_code" AS "$f0",
        "agents"."team_id" AS "$f1",
        COUNT(CASE WHEN "survey_responses"."score" >= 9 THEN 1 ELSE NULL END) AS "$f2",
        COUNT(CASE WHEN "survey_responses"."score" <= 6 THEN 1 ELSE NULL END) AS "$f3",
        COUNT(*) AS "$f4"
      FROM "survey_responses"
        INNER JOIN "customers" ON "survey_responses"."customer_id" = "customers"."customer_id"
        INNER JOIN "agents" ON "survey_responses"."agent_id" = "agents"."agent_id"
      WHERE "survey_responses"."survey_type" = 'NPS' AND "survey_responses"."score" >= 0 AND "survey_responses"."score" <= 10
      GROUP BY "customers"."segment_code",
        "agents"."team_id"
      UNION ALL
      SELECT "customers0"."segment_code" AS "$f0",
        "agents0"."team_id" AS "$f1",
        0 AS "$f2",
        0 AS "$f3",
        0 AS "$f4"
      FROM "survey_responses" AS "survey_responses0"
        INNER JOIN "customers" AS "customers0" ON "survey_responses0"."customer_id" = "customers0"."customer_id"
        INNER JOIN "agents" AS "agents0" ON "survey_responses0"."agent_id" = "agents0"."agent_id"
        CROSS JOIN (SELECT "t5"."found" AS "found",
            "t8"."possible" AS "possible",
            "t11"."possible" AS "possible0"
          FROM (SELECT COUNT(*) AS "found"
              FROM (SELECT "customers1"."segment_code" AS "$f0",
                    "agents1"."team_id" AS "$f1",
                    COUNT(CASE WHEN "survey_responses1"."score" >= 9 THEN 1 ELSE NULL END) AS "$f2",
                    COUNT(CASE WHEN "survey_responses1"."score" <= 6 THEN 1 ELSE NULL END) AS "$f3",
                    COUNT(*) AS "$f4"
                  FROM "survey_responses" AS "survey_responses1"
                    INNER JOIN "customers" AS "customers1" ON "survey_responses1"."customer_id" = "customers1"."customer_id"
                    INNER JOIN "agents" AS "agents1" ON "survey_responses1"."agent_id" = "agents1"."agent_id"
                  WHERE "survey_responses1"."survey_type" = 'NPS' AND "survey_responses1"."score" >= 0 AND "survey_responses1"."score" <= 10
                  GROUP BY "customers1"."segment_code",
                    "agents1"."team_id") AS "t4") AS "t5",
              (SELECT COUNT(*) AS "possible"
              FROM (SELECT "segment_code" AS "key_value"
                  FROM "customers"
                  GROUP BY "segment_code") AS "t7") AS "t8",
              (SELECT COUNT(*) AS "possible"
              FROM (SELECT "team_id" AS "key_value"
                  FROM "agents"
                  GROUP BY "team_id") AS "t10") AS "t11"
          WHERE "t5"."found" < 1e0 * "t8"."possible" * "t11"."possible") AS "t12"
      GROUP BY "customers0"."segment_code",
        "agents0"."team_id") AS "t16"
GROUP BY "$f0",
  "$f1"

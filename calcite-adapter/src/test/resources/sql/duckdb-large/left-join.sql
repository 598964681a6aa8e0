SELECT "$f0" AS "team_id",
      100e0 * (MAX("$f1") - MAX("$f2")) / NULLIF(MAX("$f3"), 0)
FROM (SELECT "agents"."team_id" AS "$f0",
        COUNT(CASE WHEN "survey_responses"."score" >= 9 THEN 1 ELSE NULL END) AS "$f1",
        COUNT(CASE WHEN "survey_responses"."score" <= 6 THEN 1 ELSE NULL END) AS "$f2",
        COUNT(*) AS "$f3"
      FROM "survey_responses"
        LEFT JOIN "agents" ON "survey_responses"."agent_id" = "agents"."agent_id"
      WHERE "survey_responses"."survey_type" = 'NPS' AND "survey_responses"."score" >= 0 AND "survey_responses"."score" <= 10
      GROUP BY "agents"."team_id"
      UNION ALL
      SELECT "agents0"."team_id" AS "$f0",
        0 AS "$f1",
        0 AS "$f2",
        0 AS "$f3"
      FROM "survey_responses" AS "survey_responses0"
        LEFT JOIN "agents" AS "agents0" ON "survey_responses0"."agent_id" = "agents0"."agent_id"
        CROSS JOIN (SELECT *
          FROM (SELECT COUNT(*) AS "found"
              FROM (SELECT "agents1"."team_id" AS "$f0",
                    COUNT(CASE WHEN "survey_responses1"."score" >= 9 THEN 1 ELSE NULL END) AS "$f1",
                    COUNT(CASE WHEN "survey_responses1"."score" <= 6 THEN 1 ELSE NULL END) AS "$f2",
                    COUNT(*) AS "$f3"
                  FROM "survey_responses" AS "survey_responses1"
                    LEFT JOIN "agents" AS "agents1" ON "survey_responses1"."agent_id" = "agents1"."agent_id"
                  WHERE "survey_responses1"."survey_type" = 'NPS' AND "survey_responses1"."score" >= 0 AND "survey_responses1"."score" <= 10
                  GROUP BY "agents1"."team_id") AS "t4") AS "t5",
              (SELECT COUNT(*) AS "possible"
              FROM (SELECT "team_id" AS "key_value"
                  FROM "agents"
                  GROUP BY "team_id") AS "t7") AS "t8"
          WHERE "t5"."found" < 1e0 * ("t8"."possible" + 1)) AS "t9"
      GROUP BY "agents0"."team_id") AS "t13"
GROUP BY "$f0"

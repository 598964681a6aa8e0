WITH "$counted" AS (
SELECT "agents"."team_id" AS "$f0",
  COUNT(CASE WHEN "survey_responses"."score" >= 9 THEN 1 ELSE NULL END) AS "$f1",
  COUNT(CASE WHEN "survey_responses"."score" <= 6 THEN 1 ELSE NULL END) AS "$f2",
  COUNT(*) AS "$f3"
FROM "survey_responses"
  LEFT JOIN "agents" ON "survey_responses"."agent_id" = "agents"."agent_id"
WHERE "survey_responses"."survey_type" = 'NPS' AND "survey_responses"."score" >= 0 AND "survey_responses"."score" <= 10
GROUP BY "agents"."team_id"),
"$missing" AS (
SELECT *
FROM (SELECT COUNT(*) AS "found"
    FROM "$counted") AS "t2",
    (SELECT COUNT(*) AS "possible"
    FROM (SELECT "team_id" AS "key_value"
        FROM "agents"
        GROUP BY "team_id") AS "t4") AS "t5"
WHERE "t2"."found" < 1e0 * ("t5"."possible" + 1))
SELECT "$f0" AS "team_id",
      100e0 * (MAX("$f1") - MAX("$f2")) / NULLIF(MAX("$f3"), 0)
FROM (SELECT *
      FROM "$counted"
      UNION ALL
      SELECT "t8"."team_id" AS "$f0",
        0 AS "$f1",
        0 AS "$f2",
        0 AS "$f3"
      FROM (SELECT *
          FROM "survey_responses"
          WHERE EXISTS (SELECT *
              FROM "$missing")) AS "t7"
        LEFT JOIN (SELECT *
          FROM "agents"
          WHERE EXISTS (SELECT *
              FROM "$missing")) AS "t8" ON "t7"."agent_id" = "t8"."agent_id"
      GROUP BY "t8"."team_id") AS "t12"
GROUP BY "$f0"

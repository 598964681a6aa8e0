WITH "$counted" AS (
SELECT "customers"."segment_code" AS "$f0",
  "agents"."team_id" AS "$f1",
  COUNT(CASE WHEN "survey_responses"."score" >= 9 THEN 1 ELSE NULL END) AS "$f2",
  COUNT(CASE WHEN "survey_responses"."score" <= 6 THEN 1 ELSE NULL END) AS "$f3",
  COUNT(*) AS "$f4"
FROM "survey_responses"
  INNER JOIN "customers" ON "survey_responses"."customer_id" = "customers"."customer_id"
  INNER JOIN "agents" ON "survey_responses"."agent_id" = "agents"."agent_id"
WHERE "survey_responses"."survey_type" = 'NPS' AND "survey_responses"."score" >= 0 AND "survey_responses"."score" <= 10
GROUP BY "customers"."segment_code",
  "agents"."team_id"),
"$missing" AS (
SELECT "t2"."found" AS "found",
  "t5"."possible" AS "possible",
  "t8"."possible" AS "possible0"
FROM (SELECT COUNT(*) AS "found"
    FROM "$counted") AS "t2",
    (SELECT COUNT(*) AS "possible"
    FROM (SELECT "segment_code" AS "key_value"
        FROM "customers"
        GROUP BY "segment_code") AS "t4") AS "t5",
    (SELECT COUNT(*) AS "possible"
    FROM (SELECT "team_id" AS "key_value"
        FROM "agents"
        GROUP BY "team_id") AS "t7") AS "t8"
WHERE "t2"."found" < 1e0 * "t5"."possible" * "t8"."possible")
SELECT "$f0" AS "segment_code",
  "$f1" AS "team_id",
      100e0 * (MAX("$f2") - MAX("$f3")) / NULLIF(MAX("$f4"), 0)
FROM (SELECT *
      FROM "$counted"
      UNION ALL
      SELECT "t11"."segment_code" AS "$f0",
        "t12"."team_id" AS "$f1",
        0 AS "$f2",
        0 AS "$f3",
        0 AS "$f4"
      FROM (SELECT *
          FROM "survey_responses"
          WHERE EXISTS (SELECT *
              FROM "$missing")) AS "t10"
        INNER JOIN (SELECT *
          FROM "customers"
          WHERE EXISTS (SELECT *
              FROM "$missing")) AS "t11" ON "t10"."customer_id" = "t11"."customer_id"
        INNER JOIN (SELECT *
          FROM "agents"
          WHERE EXISTS (SELECT *
              FROM "$missing")) AS "t12" ON "t10"."agent_id" = "t12"."agent_id"
      GROUP BY "t11"."segment_code",
        "t12"."team_id") AS "t16"
GROUP BY "$f0",
  "$f1"

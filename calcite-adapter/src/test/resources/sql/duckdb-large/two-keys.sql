SELECT "$f0" AS "terminal",
  "$f1" AS "month_start",
      100e0 * (MAX("$f2") - MAX("$f3")) / NULLIF(MAX("$f4"), 0)
FROM (SELECT "terminal" AS "$f0",
          (CAST( "business_date" AS DATE) - CAST(DAY( "business_date" ) - 1 AS INTEGER)) AS "$f1",
        COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) AS "$f2",
        COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END) AS "$f3",
        COUNT(*) AS "$f4"
      FROM "survey_responses"
      WHERE "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10
      GROUP BY "terminal",
          (CAST( "business_date" AS DATE) - CAST(DAY( "business_date" ) - 1 AS INTEGER))
      UNION ALL
      SELECT "survey_responses0"."terminal" AS "$f0",
          (CAST( "survey_responses0"."business_date" AS DATE) - CAST(DAY( "survey_responses0"."business_date" ) - 1 AS INTEGER)) AS "$f1",
        0 AS "$f2",
        0 AS "$f3",
        0 AS "$f4"
      FROM "survey_responses" AS "survey_responses0",
          (SELECT "t5"."found" AS "found",
            "t8"."possible" AS "possible",
            "t11"."possible" AS "possible0"
          FROM (SELECT COUNT(*) AS "found"
              FROM (SELECT "terminal" AS "$f0",
                      (CAST( "business_date" AS DATE) - CAST(DAY( "business_date" ) - 1 AS INTEGER)) AS "$f1",
                    COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) AS "$f2",
                    COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END) AS "$f3",
                    COUNT(*) AS "$f4"
                  FROM "survey_responses"
                  WHERE "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10
                  GROUP BY "terminal",
                      (CAST( "business_date" AS DATE) - CAST(DAY( "business_date" ) - 1 AS INTEGER))) AS "t4") AS "t5",
              (SELECT COUNT(*) AS "possible"
              FROM (SELECT "terminal" AS "key_value"
                  FROM "survey_responses"
                  GROUP BY "terminal") AS "t7") AS "t8",
              (SELECT COUNT(*) AS "possible"
              FROM (SELECT (CAST( "business_date" AS DATE) - CAST(DAY( "business_date" ) - 1 AS INTEGER)) AS "key_value"
                  FROM "survey_responses"
                  GROUP BY (CAST( "business_date" AS DATE) - CAST(DAY( "business_date" ) - 1 AS INTEGER))) AS "t10") AS "t11"
          WHERE "t5"."found" < 1e0 * "t8"."possible" * "t11"."possible") AS "t12"
      GROUP BY "survey_responses0"."terminal",
          (CAST( "survey_responses0"."business_date" AS DATE) - CAST(DAY( "survey_responses0"."business_date" ) - 1 AS INTEGER))) AS "t16"
GROUP BY "$f0",
  "$f1"

SELECT "$f0" AS "terminal",
      100e0 * (MAX("$f1") - MAX("$f2")) / NULLIF(MAX("$f3"), 0)
FROM (SELECT "terminal" AS "$f0",
        COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) AS "$f1",
        COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END) AS "$f2",
        COUNT(*) AS "$f3"
      FROM "survey_responses"
      WHERE "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10
      GROUP BY "terminal"
      UNION ALL
      SELECT "terminal" AS "$f0",
        0 AS "$f1",
        0 AS "$f2",
        0 AS "$f3"
      FROM "survey_responses"
      GROUP BY "terminal") AS "t5"
GROUP BY "$f0"

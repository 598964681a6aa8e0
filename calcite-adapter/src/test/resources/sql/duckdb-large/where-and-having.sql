SELECT "$f0" AS "terminal",
      100e0 * (MAX("$f1") - MAX("$f2")) / NULLIF(MAX("$f3"), 0) AS "nps"
FROM (SELECT "terminal" AS "$f0",
        COUNT(CASE WHEN "score" >= 9 THEN 1 ELSE NULL END) AS "$f1",
        COUNT(CASE WHEN "score" <= 6 THEN 1 ELSE NULL END) AS "$f2",
        COUNT(*) AS "$f3"
      FROM "survey_responses"
      WHERE "responded_at" >= TIMESTAMP '2025-03-01 00:00:00.000000' AND "survey_type" = 'NPS' AND "score" >= 0 AND "score" <= 10
      GROUP BY "terminal"
      UNION ALL
      SELECT "terminal" AS "$f0",
        0 AS "$f1",
        0 AS "$f2",
        0 AS "$f3"
      FROM "survey_responses"
      WHERE "responded_at" >= TIMESTAMP '2025-03-01 00:00:00.000000'
      GROUP BY "terminal") AS "t6"
GROUP BY "$f0"
HAVING 100e0 * (MAX("$f1") - MAX("$f2")) / NULLIF(MAX("$f3"), 0) > -60e0

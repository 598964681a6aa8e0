SELECT "$f0" AS "terminal",
      100e0 * (COALESCE(SUM(CASE WHEN "$f2" THEN "$f1" ELSE NULL END), 0) - COALESCE(SUM(CASE WHEN "$f3" THEN "$f1" ELSE NULL END), 0)) / NULLIF(COALESCE(SUM(CASE WHEN "$f4" THEN "$f1" ELSE NULL END), 0), 0) AS "nps"
FROM (SELECT "terminal" AS "$f0",
      COUNT(*) AS "$f1",
        ("survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10)) IS TRUE AS "$f2",
        ("survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6)) IS TRUE AS "$f3",
        ("survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10)) IS TRUE AS "$f4"
    FROM "survey_responses"
    WHERE "responded_at" >= TIMESTAMP '2025-03-01 00:00:00.000000'
    GROUP BY "terminal",
      "survey_type",
      "score") AS "t2"
GROUP BY "$f0"
HAVING 100e0 * (COALESCE(SUM(CASE WHEN "$f2" THEN "$f1" ELSE NULL END), 0) - COALESCE(SUM(CASE WHEN "$f3" THEN "$f1" ELSE NULL END), 0)) / NULLIF(COALESCE(SUM(CASE WHEN "$f4" THEN "$f1" ELSE NULL END), 0), 0) > -60e0

SELECT "$f0" AS "terminal",
  "$f1" AS "month_start",
      100e0 * (COALESCE(SUM(CASE WHEN "$f3" THEN "$f2" ELSE NULL END), 0) - COALESCE(SUM(CASE WHEN "$f4" THEN "$f2" ELSE NULL END), 0)) / NULLIF(COALESCE(SUM(CASE WHEN "$f5" THEN "$f2" ELSE NULL END), 0), 0)
FROM (SELECT "terminal" AS "$f0",
        (CAST( "business_date" AS DATE) - CAST(DAY( "business_date" ) - 1 AS INTEGER)) AS "$f1",
      COUNT(*) AS "$f2",
        ("survey_type" = 'NPS' AND ("score" >= 9 AND "score" <= 10)) IS TRUE AS "$f3",
        ("survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 6)) IS TRUE AS "$f4",
        ("survey_type" = 'NPS' AND ("score" >= 0 AND "score" <= 10)) IS TRUE AS "$f5"
    FROM "survey_responses"
    GROUP BY "terminal",
        (CAST( "business_date" AS DATE) - CAST(DAY( "business_date" ) - 1 AS INTEGER)),
      "survey_type",
      "score") AS "t1"
GROUP BY "$f0",
  "$f1"

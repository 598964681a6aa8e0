SELECT "response_id"
FROM "survey_responses"
WHERE CAST("score" AS DOUBLE) > (SELECT AVG("score")
      FROM "survey_responses" AS "survey_responses0"
      WHERE "terminal" = "survey_responses"."terminal")

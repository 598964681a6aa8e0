SELECT "team_id",
  MEDIAN("talk_s"),
  QUANTILE_CONT("talk_s", 0.9),
  QUANTILE_DISC("talk_s", 1 - 0.5),
    MEDIAN("talk_s") FILTER (WHERE "outcome_code" = 'ANSWERED')
FROM "interactions"
GROUP BY "team_id"

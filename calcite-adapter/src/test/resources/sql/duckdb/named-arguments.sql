SELECT "team_id",
      100e0 * (COUNT(*) FILTER (WHERE "outcome_code" = 'ANSWERED' AND "queue_wait_s" <= 30)) / NULLIF(COUNT(*) FILTER (WHERE "outcome_code" = 'ANSWERED' OR "outcome_code" IN ('ABANDONED', 'TIMED_OUT') AND "queue_wait_s" > 5), 0)
FROM "interactions"
GROUP BY "team_id"

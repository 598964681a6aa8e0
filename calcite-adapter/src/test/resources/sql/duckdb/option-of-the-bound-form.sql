SELECT "team_id",
      100e0 * (COUNT(*) FILTER (WHERE "channel_code" = 'VOICE' AND "direction_code" = 'INBOUND' AND "outcome_code" = 'ANSWERED' AND "queue_wait_s" <= 10)) / NULLIF(COUNT(*) FILTER (WHERE "channel_code" = 'VOICE' AND "direction_code" = 'INBOUND' AND ("outcome_code" = 'ANSWERED' OR "outcome_code" IN ('ABANDONED', 'TIMED_OUT') AND "queue_wait_s" > 5)), 0)
FROM "interactions"
GROUP BY "team_id"

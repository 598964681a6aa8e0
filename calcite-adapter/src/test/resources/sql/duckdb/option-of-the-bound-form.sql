SELECT "team_id",
      100e0 * COUNT(CASE WHEN "channel_code" = 'VOICE' AND "direction_code" = 'INBOUND' AND ("queue_wait_s" >= 0 AND "queue_wait_s" <= 10) AND "outcome_code" = 'ANSWERED' THEN 1 ELSE NULL END) / NULLIF(COUNT(CASE WHEN "channel_code" = 'VOICE' AND "direction_code" = 'INBOUND' AND ("queue_wait_s" IS NULL OR "queue_wait_s" >= 0) AND ("outcome_code" = 'ANSWERED' OR "outcome_code" IN ('ABANDONED', 'TIMED_OUT') AND "queue_wait_s" > 5) THEN 1 ELSE NULL END), 0)
FROM "interactions"
GROUP BY "team_id"

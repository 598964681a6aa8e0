SELECT EXTRACT(YEAR FROM "started_at"),
  EXTRACT(ISODOW FROM "started_at"),
    MOD(EXTRACT(ISODOW FROM "started_at"), 7) + 1,
  DATE_TRUNC('week', "started_at"),
  DATE_TRUNC('quarter', "started_at"),
    CASE WHEN DATE_TRUNC('month', "started_at") = "started_at" THEN "started_at" ELSE (DATE_TRUNC('month', "started_at") + INTERVAL '1' MONTH) END,
  DATE_SUB('minute', TIMESTAMP '2025-01-01 00:00:00', "started_at"),
    ("started_at" + INTERVAL '1' DAY * 3),
  STRFTIME("started_at", '%Y-%m')
FROM "interactions"
LIMIT 1

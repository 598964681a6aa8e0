SELECT ("started_at" + INTERVAL '14' MONTH),
    ("started_at" - INTERVAL '93784000000' MICROSECOND)
FROM "interactions"
LIMIT 1

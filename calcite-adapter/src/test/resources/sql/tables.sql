CREATE TABLE survey_responses AS
SELECT 'r' || i AS response_id,
       CASE WHEN i % 5 = 0 THEN 'CSAT' ELSE 'NPS' END AS survey_type,
       CAST(CASE WHEN i % 13 = 0 THEN NULL ELSE (i * 7) % 12 END AS INTEGER) AS score,
       'T' || (i % 3) AS terminal,
       CASE WHEN i % 17 = 0 THEN NULL ELSE 'c' || (i % 50) END AS customer_id,
       'a' || (i % 7) AS agent_id,
       TIMESTAMP '2025-01-01 00:00:00' + i * INTERVAL 7 HOUR AS responded_at,
       CAST(DATE '2025-01-01' + CAST(i * 7 // 24 AS INTEGER) AS DATE) AS business_date
FROM range(1000) t(i);
CREATE TABLE interactions AS
SELECT 'i' || i AS interaction_id,
       'VOICE' AS channel_code,
       'INBOUND' AS direction_code,
       CASE WHEN i % 7 = 0 THEN 'ABANDONED' ELSE 'ANSWERED' END AS outcome_code,
       CAST(i % 40 AS INTEGER) AS queue_wait_s,
       CAST(CASE WHEN i % 7 = 0 THEN NULL ELSE i % 300 END AS INTEGER) AS talk_s,
       CAST(CASE WHEN i % 3 = 0 THEN i % 20 END AS INTEGER) AS hold_s,
       CAST(i % 30 AS INTEGER) AS acw_s,
       'c' || (i % 50) AS customer_id,
       'a' || (i % 7) AS agent_id,
       't' || (i % 4) AS team_id,
       TIMESTAMP '2025-01-01 00:00:00' + i * INTERVAL 3 HOUR AS started_at
FROM range(2000) t(i);
CREATE TABLE customers AS
SELECT 'c' || i AS customer_id, 'S' || (i % 3) AS segment_code, TIMESTAMP '2024-01-01 00:00:00' + i * INTERVAL 1 DAY AS acquired_at
FROM range(60) t(i);
CREATE TABLE agents AS
SELECT 'a' || i AS agent_id, 'Agent ' || i AS agent_name, 't' || (i % 4) AS team_id FROM range(7) t(i);

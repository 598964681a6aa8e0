CREATE TABLE survey_responses AS SELECT 'r' || i AS response_id, 'c' || (i * i % 7) AS customer_id, 'a' || (i % 4) AS agent_id, 'NPS' AS survey_type, CAST(i * 7 % 11 AS INTEGER) AS score, TIMESTAMP '2025-01-01 00:00:00' + INTERVAL 1 HOUR * (i // 2) AS responded_at FROM range(40) t(i);
CREATE TABLE tickets AS SELECT 't' || i AS ticket_id, 'c' || (i * 3 % 5) AS customer_id, 'a' || (i % 3) AS assignee_agent_id, 'P' || (i * i % 3) AS priority_code, TIMESTAMP '2025-01-01 00:00:00' + INTERVAL 1 HOUR * i AS created_at, TIMESTAMP '2025-01-01 02:00:00' + INTERVAL 1 HOUR * (2 * i) AS resolved_at FROM range(17) t(i);
CREATE TABLE orders AS SELECT 'o' || i AS order_id, 'c' || (i % 6) AS customer_id FROM range(13) t(i);
CREATE TABLE customers AS SELECT 'c' || i AS customer_id, 'S' || (i % 2) AS segment_code FROM range(9) t(i);
CREATE TABLE agents AS SELECT 'a' || i AS agent_id, 'T' || (i % 2) AS team_id FROM range(5) t(i);
CREATE TABLE servqual_answers AS SELECT 'r' || (i // 3) AS response_id, CAST(i % 3 AS INTEGER) AS item_no, 'D' || (i % 2) AS dimension_code, CAST(i % 7 AS INTEGER) AS expectation, CAST(i % 5 AS INTEGER) AS perception FROM range(60) t(i);
CREATE TABLE notes AS SELECT 'c' || (i % 3) AS customer_id, CAST(i % 11 AS INTEGER) AS score FROM range(9) t(i);
CREATE TABLE order_lines AS SELECT 'o' || (i % 13) AS order_id, 'c' || (i % 6) AS customer_id, CAST(1 + i % 3 AS DOUBLE) AS quantity, TIMESTAMP '2025-01-01' AS ordered_at FROM range(20) t(i);
CREATE TABLE scorecard_items AS SELECT 'R1' AS scorecard_id, CAST(i AS INTEGER) AS item_no, 'NPS' AS kpi_code, CAST(1 AS DECIMAL(19, 4)) AS weight_points FROM range(2) t(i);

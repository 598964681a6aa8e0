-- explicit-form
SELECT terminal, NPS(score) FROM survey_responses GROUP BY terminal;
-- zero-argument-form
SELECT terminal, NPS() FROM survey_responses GROUP BY terminal;
-- named-arguments
SELECT team_id, SERVICE_LEVEL(outcome => outcome_code, queue_wait_s => queue_wait_s, threshold_s => 30) FROM interactions GROUP BY team_id;
-- option-of-the-bound-form
SELECT team_id, SERVICE_LEVEL(threshold_s => 10) FROM interactions GROUP BY team_id;
-- filter-clause
SELECT NPS() FILTER (WHERE terminal = 'T1') AS t1, NPS() AS everyone FROM survey_responses;
-- distinct
SELECT NPS(DISTINCT score) FROM survey_responses;
-- where-and-having
SELECT terminal, NPS() AS nps FROM survey_responses WHERE responded_at >= TIMESTAMP '2025-03-01 00:00:00' GROUP BY terminal HAVING NPS() > -60 AND COUNT(*) > 10;
-- order-by-and-limit
SELECT terminal, NPS() AS nps FROM survey_responses GROUP BY 1 ORDER BY nps DESC NULLS FIRST LIMIT 2 OFFSET 1;
-- order-by-without-selecting
SELECT terminal FROM survey_responses GROUP BY terminal ORDER BY NPS() DESC;
-- by-month
SELECT FLOOR(responded_at TO MONTH) AS m, NPS() FROM survey_responses GROUP BY FLOOR(responded_at TO MONTH) ORDER BY m;
-- group-by-alias
SELECT CASE WHEN terminal = 'T1' THEN 'one' ELSE NULL END AS t, NPS() FROM survey_responses GROUP BY t;
-- rollup
SELECT terminal, survey_type, NPS(score), GROUPING(terminal) AS g FROM survey_responses GROUP BY ROLLUP(terminal, survey_type);
-- cube
SELECT terminal, agent_id, NPS() FROM survey_responses GROUP BY CUBE(terminal, agent_id);
-- grouping-sets
SELECT terminal, agent_id, NPS() FROM survey_responses GROUP BY GROUPING SETS ((terminal), (agent_id), ());
-- window-partition
SELECT response_id, NPS() OVER (PARTITION BY terminal) FROM survey_responses;
-- window-running
SELECT response_id, NPS() OVER (PARTITION BY terminal ORDER BY responded_at ROWS BETWEEN 10 PRECEDING AND CURRENT ROW) FROM survey_responses;
-- window-with-filter
SELECT response_id, NPS(score) FILTER (WHERE survey_type = 'NPS') OVER (PARTITION BY terminal) FROM survey_responses;
-- window-over-aggregate
SELECT terminal, NPS() AS nps, RANK() OVER (ORDER BY NPS() DESC) AS place FROM survey_responses GROUP BY terminal;
-- aggregate-over-window
SELECT terminal, COUNT(*) FILTER (WHERE next_score > 8) FROM (SELECT terminal, LEAD(score) OVER (PARTITION BY customer_id ORDER BY responded_at) AS next_score FROM survey_responses) t GROUP BY terminal;
-- window-that-nobody-reads
SELECT UPPER(terminal) AS place, '1' AS one FROM (SELECT terminal, MIN(score) OVER (PARTITION BY customer_id) AS lowest FROM survey_responses) t;
-- window-that-nobody-reads-below-a-limit
SELECT UPPER(terminal) AS place FROM (SELECT terminal, MIN(score) OVER (PARTITION BY customer_id) AS lowest FROM survey_responses ORDER BY responded_at LIMIT 3) t;
-- window-ordered-by-what-is-not-selected
SELECT terminal, MIN(score) OVER (PARTITION BY customer_id) AS lowest FROM survey_responses ORDER BY response_id;
-- qualify
SELECT response_id, terminal FROM survey_responses QUALIFY NPS(score) OVER (PARTITION BY terminal) > -30;
-- month-over-month
WITH monthly AS (SELECT FLOOR(responded_at TO MONTH) AS m, NPS() AS nps FROM survey_responses GROUP BY FLOOR(responded_at TO MONTH)) SELECT m, nps, nps - LAG(nps) OVER (ORDER BY m) AS change FROM monthly;
-- join
SELECT c.segment_code, NPS() FROM survey_responses s JOIN customers c ON s.customer_id = c.customer_id GROUP BY c.segment_code;
-- three-way-join
SELECT c.segment_code, a.team_id, NPS() FROM survey_responses s JOIN customers c USING (customer_id) JOIN agents a USING (agent_id) GROUP BY c.segment_code, a.team_id;
-- outer-join
SELECT c.segment_code, NPS() FROM customers c LEFT JOIN survey_responses s ON s.customer_id = c.customer_id GROUP BY c.segment_code;
-- derived-table
SELECT t.terminal, NPS() FROM (SELECT response_id, terminal FROM survey_responses WHERE terminal <> 'T0') t GROUP BY t.terminal;
-- cte-used-twice
WITH x AS (SELECT * FROM survey_responses WHERE terminal <> 'T0') SELECT 'all' AS k, NPS() AS nps FROM x UNION ALL SELECT terminal, NPS() FROM x GROUP BY terminal;
-- union
SELECT 'T1' AS k, NPS() FROM survey_responses WHERE terminal = 'T1' UNION SELECT 'T2', NPS() FROM survey_responses WHERE terminal = 'T2';
-- scalar-subquery
SELECT terminal, NPS() - (SELECT NPS() FROM survey_responses) AS difference FROM survey_responses GROUP BY terminal;
-- correlated-subquery
SELECT c.customer_id, (SELECT NPS() FROM survey_responses s WHERE s.customer_id = c.customer_id) AS nps FROM customers c;
-- correlated-to-itself
SELECT s1.response_id FROM survey_responses s1 WHERE s1.score > (SELECT AVG(s2.score) FROM survey_responses s2 WHERE s2.terminal = s1.terminal);
-- in-subquery
SELECT customer_id FROM customers WHERE customer_id IN (SELECT customer_id FROM survey_responses GROUP BY customer_id HAVING NPS() > -60);
-- exists-subquery
SELECT s.terminal, NPS() FROM survey_responses s WHERE EXISTS (SELECT 1 FROM customers c WHERE c.customer_id = s.customer_id AND c.segment_code = 'S1') GROUP BY s.terminal;
-- having-subquery
SELECT terminal FROM survey_responses GROUP BY terminal HAVING NPS() > (SELECT NPS() FROM survey_responses);
-- parameters
SELECT terminal, NPS(score - ?) FROM survey_responses WHERE terminal <> ? GROUP BY terminal;
-- nested-in-expressions
SELECT CASE WHEN NPS() > 0 THEN 'good' ELSE 'bad' END || '!' AS verdict, ROUND(COALESCE(NPS(), 0), 1) AS rounded FROM survey_responses;
-- argument-is-an-expression
SELECT NPS(CASE WHEN terminal = 'T1' THEN score END) FROM survey_responses;
-- two-facts-in-one-select
SELECT (SELECT NPS() FROM survey_responses) AS nps, (SELECT SERVICE_LEVEL() FROM interactions) AS sl;
-- pivot
SELECT * FROM (SELECT terminal, score FROM survey_responses) PIVOT (NPS(score) AS nps FOR terminal IN ('T0' AS t0, 'T1' AS t1));
-- lateral
SELECT c.segment_code, t.nps FROM customers c, LATERAL (SELECT NPS(score) AS nps FROM survey_responses s WHERE s.customer_id = c.customer_id) t;
-- percentiles
SELECT team_id, MEDIAN(talk_s), PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY talk_s), PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY talk_s DESC), MEDIAN(talk_s) FILTER (WHERE outcome_code = 'ANSWERED') FROM interactions GROUP BY team_id;
-- time-functions
SELECT EXTRACT(YEAR FROM started_at), EXTRACT(DOW FROM started_at), DAYOFWEEK(started_at), DATE_TRUNC('week', started_at), FLOOR(started_at TO QUARTER), CEIL(started_at TO MONTH), TIMESTAMPDIFF(MINUTE, TIMESTAMP '2025-01-01 00:00:00', started_at), TIMESTAMPADD(DAY, 3, started_at), TO_CHAR(started_at, 'YYYY-MM') FROM interactions LIMIT 1;
-- dates-stay-dates
SELECT FLOOR(business_date TO MONTH), business_date + INTERVAL '1' MONTH, CAST(responded_at AS DATE) FROM survey_responses LIMIT 1;
-- intervals
SELECT started_at + INTERVAL '1-2' YEAR TO MONTH, started_at - INTERVAL '1 02:03:04' DAY TO SECOND FROM interactions LIMIT 1;
-- text-functions
SELECT UPPER(terminal) || '-' || LOWER(terminal), SUBSTRING(terminal FROM 1 FOR 1), POSITION('1' IN terminal), TRIM(terminal), CHAR_LENGTH(terminal), REPLACE(terminal, 'T', 'x'), SPLIT_PART(terminal, 'T', 2), 'Tiếng Việt ''trích''' FROM survey_responses WHERE terminal ILIKE 't%' AND terminal NOT LIKE '%9' LIMIT 1;
-- arithmetic-and-casts
SELECT 7 / 2, 1 / 0, SUM(score) / COUNT(*), AVG(score), CAST(AVG(score) AS DECIMAL(10, 2)), CAST(score AS VARCHAR), STDDEV(score), COUNT(DISTINCT terminal, agent_id) FROM survey_responses GROUP BY score ORDER BY score NULLS FIRST LIMIT 1;
-- intervals-of-confidence
SELECT KPI_WILSON_LOW(COUNT(*) FILTER (WHERE score >= 9), COUNT(*), 0.95) FROM survey_responses;
-- as-of
SELECT COUNT(*) FROM interactions WHERE started_at <= AS_OF() - INTERVAL '7' DAY

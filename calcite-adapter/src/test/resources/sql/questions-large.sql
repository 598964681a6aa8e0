-- one-key
SELECT terminal, NPS() FROM survey_responses GROUP BY terminal;
-- two-keys
SELECT terminal, FLOOR(business_date TO MONTH) AS month_start, NPS() FROM survey_responses GROUP BY 1, 2;
-- where-and-having
SELECT terminal, NPS() AS nps FROM survey_responses WHERE responded_at >= TIMESTAMP '2025-03-01 00:00:00' GROUP BY terminal HAVING NPS() > -60;
-- three-way-join
SELECT segment_code, team_id, NPS() FROM survey_responses r JOIN customers c ON r.customer_id = c.customer_id JOIN agents a ON r.agent_id = a.agent_id GROUP BY 1, 2;
-- left-join
SELECT team_id, NPS() FROM survey_responses r LEFT JOIN agents a ON r.agent_id = a.agent_id GROUP BY 1;
-- rollup
SELECT terminal, agent_id, NPS(), GROUPING(agent_id) AS g FROM survey_responses GROUP BY ROLLUP(terminal, agent_id);
-- grouping-sets
SELECT terminal, agent_id, COUNT(*), SUM(score) FROM survey_responses GROUP BY GROUPING SETS ((terminal), (agent_id), ());
-- rows-without-condition
SELECT terminal, NPS(), COUNT(*) FROM survey_responses GROUP BY terminal;
-- parameters
SELECT terminal, NPS() FILTER (WHERE score > ? AND terminal <> ?) FROM survey_responses GROUP BY terminal;

## one to many
SELECT NPS() FROM survey_responses s LEFT JOIN tickets t ON s.customer_id = t.customer_id
---
SELECT NPS FROM survey_responses
## inner join keeps the rows that match
SELECT NPS() FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id WHERE t.priority_code = 'P0'
---
SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets WHERE priority_code = 'P0')
## explicit
SELECT NPS(s.score) FROM survey_responses s LEFT JOIN tickets t ON s.customer_id = t.customer_id
---
SELECT NPS FROM survey_responses
## explicit under an outer join
SELECT NPS(s.score) FROM tickets t LEFT JOIN survey_responses s ON s.customer_id = t.customer_id
---
SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets)
## beside what SQL counts
SELECT NPS(), COUNT(*), SUM(s.score), COUNT(DISTINCT s.response_id) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
SELECT (SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets)), count(*), sum(s.score), count(DISTINCT s.response_id) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
## two facts of one query
SELECT NPS(), AVG_RESOLUTION_TIME() FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
SELECT (SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets)), (SELECT avg(epoch(resolved_at - created_at)) / 3600 FROM tickets WHERE customer_id IN (SELECT customer_id FROM survey_responses))
## grouped by the other side
SELECT t.priority_code, NPS() FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id GROUP BY t.priority_code
---
SELECT priority_code, NPS FROM (SELECT DISTINCT t.priority_code, s.response_id, s.score FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id) GROUP BY priority_code
## ROLLUP over both sides
SELECT s.agent_id, t.priority_code, NPS() FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id GROUP BY ROLLUP(s.agent_id, t.priority_code)
---
WITH d AS (SELECT DISTINCT s.agent_id, t.priority_code, s.response_id, s.score FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id) SELECT agent_id, priority_code, NPS FROM d GROUP BY 1, 2 UNION ALL SELECT agent_id, NULL, NPS FROM (SELECT DISTINCT agent_id, response_id, score FROM d) GROUP BY 1 UNION ALL SELECT NULL, NULL, NPS FROM (SELECT DISTINCT response_id, score FROM d)
## CUBE of the other side beside SQL's own counts
SELECT t.assignee_agent_id, t.priority_code, NPS(), COUNT(*) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id GROUP BY CUBE(t.assignee_agent_id, t.priority_code)
---
WITH j AS (SELECT t.assignee_agent_id AS a, t.priority_code AS p, s.response_id AS r, s.score FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id), n AS (SELECT a, p, NPS AS v FROM (SELECT DISTINCT a, p, r, score FROM j) GROUP BY a, p UNION ALL SELECT a, NULL, NPS FROM (SELECT DISTINCT a, r, score FROM j) GROUP BY a UNION ALL SELECT NULL, p, NPS FROM (SELECT DISTINCT p, r, score FROM j) GROUP BY p UNION ALL SELECT NULL, NULL, NPS FROM (SELECT DISTINCT r, score FROM j)) SELECT n.a, n.p, n.v, (SELECT count(*) FROM j WHERE (n.a IS NULL OR j.a = n.a) AND (n.p IS NULL OR j.p = n.p)) FROM n
## FILTER on the other side
SELECT NPS() FILTER (WHERE t.priority_code = 'P1'), NPS() FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
SELECT (SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets WHERE priority_code = 'P1')), (SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets))
## HAVING and ORDER BY
SELECT t.priority_code FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id GROUP BY t.priority_code HAVING NPS() < 0 ORDER BY NPS()
---
SELECT priority_code FROM (SELECT DISTINCT t.priority_code, s.response_id, s.score FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id) GROUP BY priority_code HAVING NPS < 0
## three joins in a star
SELECT NPS() FROM customers c JOIN survey_responses s ON s.customer_id = c.customer_id JOIN tickets t ON t.customer_id = c.customer_id JOIN orders o ON o.customer_id = c.customer_id
---
SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets) AND customer_id IN (SELECT customer_id FROM orders)
## comma join
SELECT NPS() FROM survey_responses s, tickets t, customers c WHERE s.customer_id = c.customer_id AND t.customer_id = c.customer_id
---
SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets)
## cross join
SELECT NPS() FROM survey_responses CROSS JOIN orders
---
SELECT NPS FROM survey_responses
## join on an inequality
SELECT NPS() FROM survey_responses s JOIN tickets t ON t.created_at < s.responded_at
---
SELECT NPS FROM survey_responses WHERE responded_at > TIMESTAMP '2025-01-01 00:00:00'
## join on an expression that is no key
SELECT NPS() FROM survey_responses s JOIN agents a ON UPPER(a.agent_id) = UPPER(s.agent_id)
---
SELECT NPS FROM survey_responses
## full join
SELECT NPS() FROM survey_responses s FULL JOIN tickets t ON s.customer_id = t.customer_id
---
SELECT NPS FROM survey_responses
## dimension counted from the fact's side
SELECT NPS(LENGTH(c.segment_code)), COUNT(*) FROM customers c JOIN survey_responses s ON s.customer_id = c.customer_id
---
SELECT -100.0, (SELECT count(*) FROM survey_responses)
## self-join
SELECT NPS(a.score) FROM survey_responses a JOIN survey_responses b ON a.customer_id = b.customer_id
---
SELECT NPS FROM survey_responses
## CTEs
WITH s AS (SELECT * FROM survey_responses WHERE agent_id <> 'a0'), t AS (SELECT customer_id AS c FROM tickets) SELECT NPS() FROM s LEFT JOIN t ON s.customer_id = t.c
---
SELECT NPS FROM survey_responses WHERE agent_id <> 'a0'
## rows of a grouped subquery are repeated
SELECT NPS(x.score) FROM (SELECT customer_id, CAST(MAX(score) AS INTEGER) AS score FROM survey_responses GROUP BY customer_id) x LEFT JOIN tickets t ON x.customer_id = t.customer_id
---
SELECT NPS FROM (SELECT customer_id, max(score) AS score FROM survey_responses GROUP BY customer_id)
## outer join whose condition also looks elsewhere
SELECT NPS() FROM survey_responses s CROSS JOIN agents a LEFT JOIN customers c ON c.customer_id = s.customer_id AND a.team_id = c.segment_code
---
SELECT NPS FROM survey_responses
## condition within the kept side of an outer join
SELECT NPS() FROM (survey_responses s CROSS JOIN agents a) LEFT JOIN tickets t ON t.ticket_id = s.response_id AND s.agent_id = a.agent_id
---
SELECT NPS FROM survey_responses
## key of two columns
SELECT NPS(q.perception + 5), COUNT(*) FROM servqual_answers q JOIN survey_responses s ON q.response_id = s.response_id JOIN tickets t ON t.customer_id = s.customer_id
---
SELECT NPS, (SELECT count(*) FROM servqual_answers q JOIN survey_responses s ON q.response_id = s.response_id JOIN tickets t ON t.customer_id = s.customer_id) FROM (SELECT q.perception + 5 AS score FROM servqual_answers q JOIN survey_responses s ON q.response_id = s.response_id WHERE s.customer_id IN (SELECT customer_id FROM tickets))
## window of a partition
SELECT s.response_id, t.ticket_id, NPS() OVER (PARTITION BY t.priority_code) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
WITH j AS (SELECT s.response_id AS r, t.ticket_id AS t, t.priority_code AS p, s.score FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id) SELECT r, t, (SELECT NPS FROM (SELECT DISTINCT r, score FROM j d WHERE d.p = j.p)) FROM j
## running window
SELECT s.response_id, t.ticket_id, NPS(s.score) OVER (ORDER BY t.created_at) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
WITH j AS (SELECT s.response_id AS r, t.ticket_id AS t, t.created_at AS at, s.score FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id) SELECT r, t, (SELECT NPS FROM (SELECT DISTINCT r, score FROM j d WHERE d.at <= j.at)) FROM j
## window with a filter
SELECT s.response_id, t.ticket_id, NPS(s.score) FILTER (WHERE t.priority_code = 'P1') OVER (PARTITION BY s.agent_id) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
WITH j AS (SELECT s.response_id AS r, s.agent_id AS a, t.ticket_id AS t, t.priority_code AS p, s.score FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id) SELECT r, t, (SELECT NPS FROM (SELECT DISTINCT r, score FROM j d WHERE d.a = j.a AND d.p = 'P1')) FROM j
## in a correlated subquery
SELECT c.customer_id, (SELECT NPS() FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id WHERE s.customer_id = c.customer_id) FROM customers c
---
SELECT c.customer_id, (SELECT NPS FROM survey_responses s WHERE s.customer_id = c.customer_id AND c.customer_id IN (SELECT customer_id FROM tickets)) FROM customers c
## percentile
SELECT MEDIAN_RESOLUTION_TIME() FROM tickets t JOIN survey_responses s ON s.customer_id = t.customer_id
---
SELECT median(epoch(resolved_at - created_at)) / 3600 FROM tickets WHERE customer_id IN (SELECT customer_id FROM survey_responses)
## components
SELECT NPS_N(), NPS_NUM() FROM survey_responses s LEFT JOIN tickets t ON s.customer_id = t.customer_id
---
SELECT count(*), count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6) FROM survey_responses

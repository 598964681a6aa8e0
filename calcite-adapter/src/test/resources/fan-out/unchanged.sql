## many to one
SELECT c.segment_code, NPS() FROM survey_responses s JOIN customers c ON s.customer_id = c.customer_id GROUP BY c.segment_code
---
SELECT c.segment_code, NPS FROM survey_responses s JOIN customers c ON s.customer_id = c.customer_id GROUP BY c.segment_code
## chain of many to one
SELECT NPS(q.perception + 5), COUNT(*) FROM servqual_answers q JOIN survey_responses s ON q.response_id = s.response_id JOIN customers c USING (customer_id) JOIN agents a USING (agent_id)
---
SELECT NPS, count(*) FROM (SELECT perception + 5 AS score FROM servqual_answers)
## semi-join
SELECT NPS() FROM survey_responses s WHERE EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = s.customer_id)
---
SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets)
## IN
SELECT NPS() FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets)
---
SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets)
## anti-join
SELECT NPS() FROM survey_responses s WHERE NOT EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = s.customer_id)
---
SELECT NPS FROM survey_responses WHERE customer_id NOT IN (SELECT customer_id FROM tickets)
## derived table with DISTINCT
SELECT NPS() FROM survey_responses s JOIN (SELECT DISTINCT customer_id FROM tickets) t ON s.customer_id = t.customer_id
---
SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets)
## derived table grouped by the join's column
SELECT NPS(), SUM(t.n) FROM survey_responses s JOIN (SELECT customer_id, COUNT(*) AS n FROM tickets GROUP BY customer_id) t ON s.customer_id = t.customer_id
---
SELECT (SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets)), (SELECT count(*) FROM survey_responses JOIN tickets USING (customer_id))
## DISTINCT of a key and what it fixes
SELECT NPS() FROM survey_responses s JOIN (SELECT DISTINCT c.customer_id, c.segment_code FROM customers c JOIN tickets t ON c.customer_id = t.customer_id) d ON s.customer_id = d.customer_id
---
SELECT NPS FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets)
## key that is a constant
SELECT NPS() FROM survey_responses s CROSS JOIN customers c WHERE c.customer_id = 'c1'
---
SELECT NPS FROM survey_responses
## one row of totals
SELECT NPS() FROM survey_responses s CROSS JOIN (SELECT COUNT(*) AS n FROM tickets) t
---
SELECT NPS FROM survey_responses
## one row by LIMIT
SELECT NPS() FROM survey_responses s CROSS JOIN (SELECT ticket_id FROM tickets ORDER BY ticket_id LIMIT 1) t
---
SELECT NPS FROM survey_responses
## list of values
SELECT v.label, NPS() FROM survey_responses s JOIN (VALUES ('a0', 'zero'), ('a1', 'one')) v(agent, label) ON s.agent_id = v.agent GROUP BY v.label
---
SELECT CASE agent_id WHEN 'a0' THEN 'zero' ELSE 'one' END, NPS FROM survey_responses WHERE agent_id IN ('a0', 'a1') GROUP BY 1
## key of two columns
SELECT NPS(), COUNT(*) FROM survey_responses s JOIN servqual_answers q ON q.response_id = s.response_id AND q.item_no = 1
---
SELECT NPS, count(*) FROM survey_responses WHERE response_id IN (SELECT response_id FROM servqual_answers WHERE item_no = 1)
## expression to a key
SELECT NPS() FROM survey_responses s JOIN customers c ON c.customer_id = LOWER(s.customer_id)
---
SELECT NPS FROM survey_responses
## equal by way of a third table
SELECT NPS() FROM survey_responses s JOIN customers c ON s.customer_id = c.customer_id JOIN customers d ON d.customer_id = c.customer_id
---
SELECT NPS FROM survey_responses
## one to one by the same key
SELECT NPS(a.score) FROM survey_responses a JOIN survey_responses b ON a.response_id = b.response_id
---
SELECT NPS FROM survey_responses
## outer join to a dimension
SELECT NPS() FROM customers c LEFT JOIN survey_responses s ON s.customer_id = c.customer_id
---
SELECT NPS FROM survey_responses
## full join to a dimension
SELECT NPS() FROM customers c FULL JOIN survey_responses s ON s.customer_id = c.customer_id
---
SELECT NPS FROM survey_responses
## right join to a dimension
SELECT NPS() FROM survey_responses s RIGHT JOIN customers c ON s.customer_id = c.customer_id
---
SELECT NPS FROM survey_responses
## what repeats does not matter
SELECT NPS(DISTINCT s.score) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
SELECT NPS FROM (SELECT DISTINCT score FROM survey_responses WHERE customer_id IN (SELECT customer_id FROM tickets))
## arguments from a fact and its dimension
SELECT NPS(s.score + LENGTH(c.segment_code) - 2) FROM survey_responses s JOIN customers c ON s.customer_id = c.customer_id
---
SELECT NPS FROM survey_responses
## all facts beside a dimension
SELECT k.segment_code, AVG(k.nps) FROM kpis k JOIN (SELECT DISTINCT segment_code FROM customers) c ON k.segment_code = c.segment_code GROUP BY k.segment_code
---
SELECT c.segment_code, NPS FROM survey_responses s JOIN customers c USING (customer_id) GROUP BY 1
## arguments of two facts in groups that have each row once
SELECT t.ticket_id, NPS(s.score + LENGTH(t.priority_code) - 2) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id GROUP BY t.ticket_id
---
SELECT t.ticket_id, NPS FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id GROUP BY 1

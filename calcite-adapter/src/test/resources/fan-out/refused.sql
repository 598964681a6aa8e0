## two facts as arguments
SELECT CSAT(s.score, max_scale => 5, min_satisfied => 4), NPS(s.score + LENGTH(t.ticket_id)) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
21000: NPS(...) takes its arguments from survey_responses and tickets, and the join repeats the rows of each; what it should count is not clear: aggregate each in a subquery of its own
## arguments of two facts over a shared dimension
SELECT NPS(s.score + LENGTH(o.order_id)) FROM customers c JOIN survey_responses s ON s.customer_id = c.customer_id JOIN orders o ON o.customer_id = c.customer_id
---
21000: NPS(...) takes its arguments from survey_responses and orders, and the join repeats the rows of each; what it should count is not clear: aggregate each in a subquery of its own
## option from another fact
SELECT SERVICE_LEVEL(outcome => t.priority_code, queue_wait_s => s.score) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
21000: SERVICE_LEVEL(...) takes its arguments from survey_responses and tickets, and the join repeats the rows of each; what it should count is not clear: aggregate each in a subquery of its own
## table without a key
SELECT NPS(n.score) FROM notes n JOIN tickets t ON n.customer_id = t.customer_id
---
21000: NPS(...) counts rows of notes, which the join with tickets on notes.customer_id = tickets.customer_id can repeat, and notes has no key to tell its rows apart; aggregate it in a subquery before it is joined
## table without a key in a cross join
SELECT NPS(n.score) FROM notes n CROSS JOIN agents a
---
21000: NPS(...) counts rows of notes, which the join with agents can repeat, and notes has no key to tell its rows apart; aggregate it in a subquery before it is joined
## UNION ALL
SELECT NPS(u.score) FROM (SELECT customer_id, score FROM survey_responses UNION ALL SELECT customer_id, score FROM notes) u JOIN tickets t ON u.customer_id = t.customer_id
---
21000: NPS(...) counts rows of a UNION, which the join with tickets on customer_id = tickets.customer_id can repeat, and a UNION has no key to tell its rows apart; aggregate it in a subquery before it is joined
## repeated within a UNION ALL
SELECT NPS(u.score) FROM (SELECT score FROM notes UNION ALL SELECT s.score FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id) u
---
21000: NPS(...) counts rows of a UNION, one part of which repeats rows of survey_responses by the join with tickets on survey_responses.customer_id = tickets.customer_id; select the rows of that part without the join
## all facts
SELECT AVG(k.nps) FROM kpis k JOIN tickets t ON k.agent_id = t.assignee_agent_id
---
21000: NPS() counts rows of kpis, which the join with tickets on kpis.agent_id = tickets.assignee_agent_id can repeat, and kpis has no key to tell its rows apart; aggregate it in a subquery before it is joined
## all facts, zero-argument form
SELECT NPS() FROM kpis k JOIN customers c ON k.segment_code = c.segment_code
---
21000: NPS() counts rows of kpis, which the join with customers on kpis.segment_code = customers.segment_code can repeat, and kpis has no key to tell its rows apart; aggregate it in a subquery before it is joined
## all facts without a condition
SELECT k.agent_id, AVG(k.nps) FROM kpis k CROSS JOIN agents a GROUP BY k.agent_id
---
21000: NPS() counts rows of kpis, which the join with agents can repeat, and kpis has no key to tell its rows apart; aggregate it in a subquery before it is joined
## grouped by several sets
SELECT NPS(x.score) FROM (SELECT customer_id, agent_id, CAST(MAX(score) AS INTEGER) AS score FROM survey_responses GROUP BY CUBE(customer_id, agent_id)) x JOIN tickets t ON x.customer_id = t.customer_id
---
21000: NPS(...) counts rows of a grouped subquery, which the join with tickets on customer_id = tickets.customer_id can repeat, and a grouped subquery has no key to tell its rows apart; aggregate it in a subquery before it is joined
## frame of rows
SELECT NPS() OVER (ORDER BY s.responded_at ROWS 5 PRECEDING) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
21000: NPS OVER (...) counts a frame of rows that a join repeats, which has no one meaning; put the window over the KPI's own table in a subquery, and join its result
## running frame of rows
SELECT NPS() OVER (ORDER BY s.responded_at ROWS UNBOUNDED PRECEDING) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
21000: NPS OVER (...) counts a frame of rows that a join repeats, which has no one meaning; put the window over the KPI's own table in a subquery, and join its result
## list of values that repeats
SELECT NPS(v.score) FROM (VALUES ('c1', 9), ('c1', 9), ('c2', 9)) v(customer_id, score) JOIN tickets t ON v.customer_id = t.customer_id
---
21000: NPS(...) counts rows of a subquery, which the join with tickets on customer_id = tickets.customer_id can repeat, and a subquery has no key to tell its rows apart; aggregate it in a subquery before it is joined
## LATERAL rows
SELECT NPS(s.score) FROM survey_responses s, LATERAL (SELECT t.ticket_id FROM tickets t WHERE t.customer_id = s.customer_id) x
---
21000: NPS(...) counts rows of survey_responses, which a LATERAL subquery can repeat; select the key of survey_responses beside the KPI's columns, or write the KPI in a subquery of its own
## arguments of two facts in totals that have rows several times
SELECT t.ticket_id, NPS(s.score + LENGTH(t.priority_code) - 2) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id GROUP BY ROLLUP(t.ticket_id)
---
21000: NPS(...) takes its arguments from survey_responses and tickets, and the join repeats the rows of each; what it should count is not clear: aggregate each in a subquery of its own
## arguments of two facts in groups of some tickets
SELECT t.priority_code, NPS(s.score + LENGTH(t.priority_code) - 2) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id GROUP BY t.priority_code
---
21000: NPS(...) takes its arguments from survey_responses and tickets, and the join repeats the rows of each; what it should count is not clear: aggregate each in a subquery of its own
## both sides of a self-join as arguments
SELECT NPS(a.score + b.score) FROM survey_responses a JOIN survey_responses b ON a.customer_id = b.customer_id
---
21000: NPS(...) takes its arguments from survey_responses and itself, and the join repeats the rows of each; what it should count is not clear: aggregate each in a subquery of its own
## arguments of two facts in a full join
SELECT NPS(COALESCE(s.score, LENGTH(t.ticket_id))) FROM survey_responses s FULL JOIN tickets t ON s.customer_id = t.customer_id
---
21000: NPS(...) takes its arguments from survey_responses and tickets, and the join repeats the rows of each; what it should count is not clear: aggregate each in a subquery of its own
## arguments from both ends of a chain
SELECT NPS(s.score + LENGTH(o.order_id)) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id JOIN orders o ON o.customer_id = t.customer_id
---
21000: NPS(...) takes its arguments from survey_responses and orders, and the join repeats the rows of each; what it should count is not clear: aggregate each in a subquery of its own
## key that is not mapped
SELECT UNITS_SOLD() FROM order_lines l JOIN tickets t ON l.customer_id = t.customer_id
---
21000: UNITS_SOLD() counts rows of order_lines, which the join with tickets on order_lines.customer_id = tickets.customer_id can repeat, and its key order_id, line_no is not mapped; aggregate it in a subquery before it is joined
## table without a key behind an outer join
SELECT NPS(n.score) FROM customers c LEFT JOIN notes n ON n.customer_id = c.customer_id LEFT JOIN tickets t ON t.customer_id = c.customer_id
---
21000: NPS(...) counts rows of notes, which the join with tickets on tickets.customer_id = customers.customer_id can repeat, and notes has no key to tell its rows apart; aggregate it in a subquery before it is joined
## all facts at the end of a chain
SELECT AVG(k.nps) FROM tickets t JOIN agents a ON t.assignee_agent_id = a.agent_id JOIN kpis k ON k.agent_id = a.agent_id
---
21000: NPS() counts rows of kpis, which the join with tickets on tickets.assignee_agent_id = agents.agent_id can repeat, and kpis has no key to tell its rows apart; aggregate it in a subquery before it is joined
## frame of days
SELECT NPS() OVER (ORDER BY s.responded_at RANGE BETWEEN INTERVAL '7' DAY PRECEDING AND CURRENT ROW) FROM survey_responses s JOIN tickets t ON s.customer_id = t.customer_id
---
21000: NPS OVER (...) counts a frame of rows that a join repeats, which has no one meaning; put the window over the KPI's own table in a subquery, and join its result
## sheet's lines without a team
SELECT SCORECARD_SCORE(s.actual, i.weight_points) FROM scorecard_items i JOIN scorecard s ON s.kpi_code = i.kpi_code
---
21000: SCORECARD_SCORE(...) takes its arguments from scorecard_items and scorecard, and the join repeats the rows of each; what it should count is not clear: aggregate each in a subquery of its own

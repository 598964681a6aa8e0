-- The example company's KPIs by month and team: calls and surveys, each counted in its own table and joined on both.
WITH
  calls AS (
    SELECT FLOOR(business_date TO MONTH) AS call_month, team_id,
           CALLS_COMPLETED() AS completed, SERVICE_LEVEL() AS service_level, ABANDON_RATE() AS abandoned,
           AHT() / 60 AS aht_min, FCR_RATE() AS fcr
    FROM interactions
    GROUP BY FLOOR(business_date TO MONTH), team_id
  ),
  surveys AS (
    SELECT FLOOR(business_date TO MONTH) AS survey_month, team_id, NPS() AS nps, CSAT() AS csat, CES() AS ces
    FROM survey_responses
    GROUP BY FLOOR(business_date TO MONTH), team_id
  ),
  teams AS (SELECT DISTINCT team_id, team_name FROM agents)
SELECT TO_CHAR(c.call_month, 'YYYY-MM') AS "month", t.team_name AS "team",
       c.completed AS "calls", ROUND(c.service_level, 1) AS "service level %", ROUND(c.abandoned, 1) AS "abandoned %",
       ROUND(c.aht_min, 1) AS "AHT min", ROUND(c.fcr, 1) AS "FCR %",
       ROUND(s.nps, 0) AS "NPS", ROUND(s.csat, 1) AS "CSAT %", ROUND(s.ces, 2) AS "CES"
FROM calls c
JOIN teams t ON t.team_id = c.team_id
LEFT JOIN surveys s ON s.survey_month = c.call_month AND s.team_id = c.team_id
ORDER BY c.call_month, t.team_name

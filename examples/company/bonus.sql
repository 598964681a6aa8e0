-- The score and the bonus of each team in November 2025: a million dong for 100 points. A team that fewer than 5 customers have
-- rated is gated, and one with a critical error in a quality evaluation gets nothing.
WITH
  sheet AS (
    SELECT s.scope_id AS team_id, i.weight_points,
           ATTAINMENT(s.actual, s.plan, i.direction_code, s.baseline) AS attainment
    FROM scorecard_items i
    JOIN scorecard s ON s.kpi_code = i.kpi_code
    WHERE i.scorecard_id = 'R1'
      AND s.grain_code = 'MONTH' AND s.period_start = DATE '2025-11-01' AND s.scope_type = 'TEAM'
  ),
  scores AS (
    SELECT team_id, SCORECARD_SCORE(attainment, weight_points) AS score, COUNT(attainment) AS lines
    FROM sheet
    GROUP BY team_id
  ),
  quality AS (
    SELECT team_id, MAX(CASE WHEN has_critical_error THEN 1 ELSE 0 END) = 1 AS has_critical_error
    FROM qa_evaluations
    WHERE FLOOR(business_date TO MONTH) = DATE '2025-11-01'
    GROUP BY team_id
  ),
  answers AS (
    SELECT team_id, CSAT_N() AS n
    FROM survey_responses
    WHERE FLOOR(business_date TO MONTH) = DATE '2025-11-01'
    GROUP BY team_id
  )
SELECT t.team_name AS "Đội", ROUND(s.score, 1) AS "Điểm", s.lines AS "Số dòng", a.n AS "Số đánh giá",
       ROUND(KPI_BONUS(s.score, rate => 1000000, n => COALESCE(a.n, 0), min_n => 5,
                       has_critical_error => COALESCE(q.has_critical_error, FALSE)), 0) AS "Thưởng (đồng)",
       KPI_BONUS_STATUS(s.score, n => COALESCE(a.n, 0), min_n => 5,
                        has_critical_error => COALESCE(q.has_critical_error, FALSE)) AS "Trạng thái"
FROM scores s
JOIN teams t ON t.team_id = s.team_id
LEFT JOIN quality q ON q.team_id = s.team_id
LEFT JOIN answers a ON a.team_id = s.team_id
ORDER BY t.team_id

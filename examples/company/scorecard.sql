-- The company's sheet of November 2025, as the scorecard R1 wants it: each line with plan and actual, in the line's unit.
WITH sheet AS (
  SELECT i.item_no, i.label_vi, i.unit_code, i.display_decimals,
         CASE WHEN i.unit_code = 'phút' AND s.unit_code = 's' THEN 60e0 ELSE 1e0 END AS divisor,
         s.plan, s.actual, ATTAINMENT(s.actual, s.plan, i.direction_code, s.baseline) AS attainment
  FROM scorecard_items i
  LEFT JOIN (
    SELECT * FROM scorecard
    WHERE grain_code = 'MONTH' AND period_start = DATE '2025-11-01' AND scope_type = 'COMPANY'
  ) s ON s.kpi_code = i.kpi_code
  WHERE i.scorecard_id = 'R1'
)
SELECT label_vi AS "KPI", unit_code AS "Thước đo/tháng",
       ROUND(plan / divisor, display_decimals) AS "Kế hoạch", ROUND(actual / divisor, display_decimals) AS "Thực hiện",
       ROUND(attainment, 1) AS "Hoàn thành %"
FROM sheet
ORDER BY item_no

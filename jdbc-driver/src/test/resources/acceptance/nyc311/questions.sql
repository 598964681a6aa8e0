-- By file, and by agency
SELECT CASE GROUPING(agency) WHEN 1 THEN 'file' ELSE 'file|agency' END AS slice,
       export || COALESCE('|' || agency, '') AS slice_value,
       COUNT(*) AS requests,
       100e0 * COUNT(*) FILTER (WHERE status_code = 'CLOSED') / COUNT(*) AS closed_rate,
       AVG_RESOLUTION_TIME() AS avg_resolution_time,
       MEDIAN_RESOLUTION_TIME() AS median_resolution_time,
       COUNT(resolution_due_at) AS has_due_date,
       OVERDUE_RATE() FILTER (WHERE resolved_at IS NOT NULL) AS overdue_rate
FROM tickets GROUP BY GROUPING SETS ((export), (export, agency));

-- By borough and channel
SELECT CASE GROUPING(borough) WHEN 0 THEN 'file|borough' ELSE 'file|channel' END AS slice,
       export || '|' || COALESCE(borough, channel_code) AS slice_value,
       COUNT(*) AS requests,
       100e0 * COUNT(*) FILTER (WHERE status_code = 'CLOSED') / COUNT(*) AS closed_rate
FROM tickets GROUP BY GROUPING SETS ((export, borough), (export, channel_code));

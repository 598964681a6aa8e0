-- Everything, and by priority, contact type and month of opening
SELECT CASE WHEN GROUPING(priority_code) = 0 THEN 'priority' WHEN GROUPING(channel_code) = 0 THEN 'contact_type'
            WHEN GROUPING(opened_month) = 0 THEN 'opened_month' ELSE 'all' END AS slice,
       COALESCE(priority_code, channel_code, opened_month, '*') AS slice_value,
       COUNT(*) AS incidents,
       SUM(event_count) AS events,
       SUM(event_count) / COUNT(*) AS actions_per_engagement,
       100e0 * COUNT(*) FILTER (WHERE made_sla) / COUNT(*) AS sla_met_rate,
       100e0 * COUNT(*) FILTER (WHERE NOT made_sla) / COUNT(*) AS overdue_rate,
       100e0 * COUNT(*) FILTER (WHERE reopen_count > 0) / COUNT(*) AS reopened_rate,
       100e0 * COUNT(*) FILTER (WHERE reassignment_count = 0 AND reopen_count = 0) / COUNT(*) AS fcr_rate,
       SOLVED_TO_RECEIVED() AS resolution_rate,
       AVG_RESOLUTION_TIME() AS avg_resolution_time,
       MEDIAN_RESOLUTION_TIME() AS median_resolution_time,
       AVG_RESOLUTION_TIME(created_at, closed_at) AS avg_closing_time,
       MEDIAN_RESOLUTION_TIME(created_at, closed_at) AS median_closing_time,
       RESOLUTION_RATE(24) FILTER (WHERE resolved_at IS NOT NULL) AS resolved_within_24h_rate,
       AVG(reassignment_count) AS avg_reassignments,
       COUNT(*) / COUNT(DISTINCT COALESCE(customer_id, '?')) AS incidents_per_caller
FROM (SELECT tickets.*, SUBSTRING(CAST(business_date AS VARCHAR) FROM 1 FOR 7) AS opened_month FROM tickets)
GROUP BY GROUPING SETS ((), (priority_code), (channel_code), (opened_month));

-- By category
SELECT 'category' AS slice, COALESCE(reason_code, '?') AS slice_value, COUNT(*) AS incidents,
       100e0 * COUNT(*) FILTER (WHERE made_sla) / COUNT(*) AS sla_met_rate,
       100e0 * COUNT(*) FILTER (WHERE reassignment_count = 0 AND reopen_count = 0) / COUNT(*) AS fcr_rate,
       AVG_RESOLUTION_TIME() AS avg_resolution_time
FROM tickets GROUP BY reason_code;

-- By group
SELECT 'assignment_group' AS slice, COALESCE(assignment_group, '?') AS slice_value, COUNT(*) AS incidents,
       100e0 * COUNT(*) FILTER (WHERE made_sla) / COUNT(*) AS sla_met_rate
FROM tickets GROUP BY assignment_group;

-- Events by the state that they found the incident in
SELECT 'incident_state' AS slice, incident_state AS slice_value, SUM(events) AS events_in_state
FROM tickets UNPIVOT (events FOR incident_state IN (
  events_minus_100 AS '-100', events_new AS 'New', events_active AS 'Active',
  events_awaiting_user AS 'Awaiting User Info', events_awaiting_evidence AS 'Awaiting Evidence',
  events_awaiting_problem AS 'Awaiting Problem', events_awaiting_vendor AS 'Awaiting Vendor',
  events_resolved AS 'Resolved', events_closed AS 'Closed'))
GROUP BY incident_state;

-- Everything, and by product, channel, month and company; the companies after the first twenty are one.
-- Six complaints were sent to the company before they were received, which AVG_START_TIME() leaves out.
SELECT CASE WHEN GROUPING(product_id) = 0 THEN 'product'
            WHEN GROUPING(channel_code) = 0 THEN 'submitted_via'
            WHEN GROUPING(received_month) = 0 THEN 'month'
            WHEN GROUPING(top_company) = 0 THEN 'company(top20)'
            ELSE 'all' END AS slice,
       COALESCE(product_id, channel_code, received_month, top_company, '*') AS slice_value,
       COUNT(*) AS complaints,
       100e0 * COUNT(*) FILTER (WHERE timely) / COUNT(*) AS timely_response_rate,
       100e0 * COUNT(*) FILTER (WHERE NOT timely) / COUNT(*) AS overdue_rate,
       100e0 * COUNT(*) FILTER (WHERE disputed) / COUNT(disputed) AS disputed_rate,
       AVG(TIMESTAMPDIFF(DAY, created_at, first_assigned_at)) AS avg_days_to_company,
       100e0 * COUNT(*) FILTER (WHERE response IN ('Closed with monetary relief', 'Closed with non-monetary relief'))
         / COUNT(*) AS relief_rate,
       100e0 * COUNT(*) / (SELECT COUNT(*) FROM tickets) AS share_of_complaints
FROM (SELECT tickets.*, SUBSTRING(CAST(business_date AS VARCHAR) FROM 1 FOR 7) AS received_month,
             CASE WHEN company IN (SELECT company FROM tickets GROUP BY company ORDER BY COUNT(*) DESC LIMIT 20)
                  THEN company ELSE '(other)' END AS top_company
      FROM tickets)
GROUP BY GROUPING SETS ((), (product_id), (channel_code), (received_month), (top_company));

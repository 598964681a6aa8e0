-- Everything; RETENTION_RATE counts orders, or with the number of the day the days on which somebody ordered
SELECT 'all' AS slice, '*' AS slice_value,
       BUYERS() AS customers, ORDER_COUNT() AS transactions, REVENUE() AS revenue,
       COUNT(DISTINCT customer_id || ' ' || CAST(business_date AS VARCHAR)) AS order_days,
       RETENTION_RATE(customer_id, day_no) AS repurchase_rate,
       RETENTION_RATE() AS repurchase_rate_by_rows,
       ORDER_COUNT() / BUYERS() AS orders_per_customer
FROM orders;

-- Units
SELECT 'all' AS slice, '*' AS slice_value, UNITS_SOLD() AS units FROM order_lines;

-- How long ago customers bought last
SELECT 'as_of' AS slice, CAST(AS_OF() AS DATE) AS slice_value,
       DAYS_SINCE_CONTACT(customer_id, last_order_at) AS relationship_freshness_avg_days,
       MEDIAN_DAYS_SINCE_CONTACT(customer_id, last_order_at) AS relationship_freshness_median_days,
       FRESHNESS_RATE(customer_id, last_order_at, fresh_days => 90) AS active_90d_rate
FROM (SELECT customer_id, MAX(ordered_at) AS last_order_at FROM orders GROUP BY customer_id);

-- By month
SELECT 'month' AS slice, SUBSTRING(CAST(business_date AS VARCHAR) FROM 1 FOR 7) AS slice_value,
       BUYERS() AS active_customers, REVENUE() AS revenue
FROM orders GROUP BY SUBSTRING(CAST(business_date AS VARCHAR) FROM 1 FOR 7);

-- Of those who bought in the month before, who bought in this month too
SELECT 'month' AS slice, SUBSTRING(CAST(TIMESTAMPADD(MONTH, 1, bought_month) AS VARCHAR) FROM 1 FOR 7) AS slice_value,
       100e0 * COUNT(*) FILTER (WHERE next_month = TIMESTAMPADD(MONTH, 1, bought_month)) / COUNT(*)
         AS month_to_month_retention,
       100e0 * COUNT(*) FILTER (WHERE next_month IS NULL OR next_month > TIMESTAMPADD(MONTH, 1, bought_month)) / COUNT(*)
         AS month_to_month_churn
FROM (SELECT customer_id, bought_month, LEAD(bought_month) OVER (PARTITION BY customer_id ORDER BY bought_month) AS next_month
      FROM (SELECT DISTINCT customer_id, FLOOR(business_date TO MONTH) AS bought_month FROM orders))
WHERE bought_month < DATE '1998-06-01'
GROUP BY bought_month;

-- By the month of the first purchase and the months since
SELECT 'cohort|month_index' AS slice,
       SUBSTRING(CAST(cohort_month AS VARCHAR) FROM 1 FOR 7) || '|' || RIGHT('0' || CAST(month_index AS VARCHAR), 2) AS slice_value,
       100e0 * customers / FIRST_VALUE(customers) OVER (PARTITION BY cohort_month ORDER BY month_index) AS cohort_retention
FROM (SELECT FLOOR(cohort TO MONTH) AS cohort_month,
             TIMESTAMPDIFF(MONTH, FLOOR(cohort TO MONTH), FLOOR(business_date TO MONTH)) AS month_index,
             BUYERS() AS customers
      FROM orders
      GROUP BY FLOOR(cohort TO MONTH), TIMESTAMPDIFF(MONTH, FLOOR(cohort TO MONTH), FLOOR(business_date TO MONTH)));

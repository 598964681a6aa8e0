-- Everything, and by contract
SELECT CASE GROUPING(contract) WHEN 1 THEN 'all' ELSE 'contract' END AS slice, COALESCE(contract, '*') AS slice_value,
       COUNT(DISTINCT customer_id) AS customers,
       COUNT(ended_at) AS churned,
       CHURN_RATE(period_start => TIMESTAMP '2017-09-01 00:00:00', period_end => TIMESTAMP '2017-10-01 00:00:00') AS churn_rate,
       100e0 - CHURN_RATE(period_start => TIMESTAMP '2017-09-01 00:00:00', period_end => TIMESTAMP '2017-10-01 00:00:00') AS retention_rate,
       AVG(tenure_months) AS avg_tenure,
       AVG(mrr_amount) AS avg_monthly_charges,
       100e0 * SUM(mrr_amount) FILTER (WHERE ended_at IS NOT NULL) / SUM(mrr_amount) AS revenue_churn_rate
FROM subscriptions GROUP BY ROLLUP (contract);

-- What they paid so far
SELECT CASE GROUPING(contract) WHEN 1 THEN 'all' ELSE 'contract' END AS slice, COALESCE(contract, '*') AS slice_value,
       SUM(total_charges) AS sum_total_charges, AVG(total_charges) AS avg_total_charges
FROM customers GROUP BY ROLLUP (contract);

-- By each of five columns
SELECT CASE WHEN GROUPING(internet) = 0 THEN 'internet'
            WHEN GROUPING(payment_method) = 0 THEN 'payment_method'
            WHEN GROUPING(gender) = 0 THEN 'gender'
            WHEN GROUPING(senior) = 0 THEN 'senior'
            WHEN GROUPING(tenure_year) = 0 THEN 'tenure_year' END AS slice,
       COALESCE(internet, payment_method, gender, senior, tenure_year) AS slice_value,
       COUNT(DISTINCT customer_id) AS customers,
       COUNT(ended_at) AS churned,
       CHURN_RATE(period_start => TIMESTAMP '2017-09-01 00:00:00', period_end => TIMESTAMP '2017-10-01 00:00:00') AS churn_rate
FROM subscriptions GROUP BY GROUPING SETS ((internet), (payment_method), (gender), (senior), (tenure_year));

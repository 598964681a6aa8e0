-- The calls: everything, and by month, telephone, job, outcome of the campaign before and day of the week
SELECT CASE WHEN GROUPING(month_name) = 0 THEN 'month'
            WHEN GROUPING(phone_kind) = 0 THEN 'contact'
            WHEN GROUPING(job) = 0 THEN 'job'
            WHEN GROUPING(previous_outcome) = 0 THEN 'poutcome'
            WHEN GROUPING(weekday) = 0 THEN 'day_of_week'
            ELSE 'all' END AS slice,
       CASE WHEN GROUPING(job) = 0 THEN COALESCE(job, 'unknown')
            ELSE COALESCE(month_name, phone_kind, previous_outcome, weekday, '*') END AS slice_value,
       COUNT(*) AS contacts,
       COUNT(*) FILTER (WHERE disposition_code = 'SALE') AS conversions,
       AVG_TALK_TIME() AS avg_call_duration,
       AHT(talk_s, NULL, NULL, outcome_code) FILTER (WHERE disposition_code = 'SALE') AS avg_call_duration_converted,
       SUM(calls) AS total_calls,
       AVG(calls) AS calls_per_client,
       SUM(calls) / COUNT(*) FILTER (WHERE disposition_code = 'SALE') AS calls_per_conversion,
       100e0 * COUNT(*) FILTER (WHERE previous_contacts > 0) / COUNT(*) AS previously_contacted_rate
FROM interactions
GROUP BY GROUPING SETS ((), (month_name), (phone_kind), (job), (previous_outcome), (weekday));

-- The sales
SELECT CASE WHEN GROUPING(month_name) = 0 THEN 'month'
            WHEN GROUPING(phone_kind) = 0 THEN 'contact'
            WHEN GROUPING(job) = 0 THEN 'job'
            WHEN GROUPING(previous_outcome) = 0 THEN 'poutcome'
            WHEN GROUPING(weekday) = 0 THEN 'day_of_week'
            ELSE 'all' END AS slice,
       CASE WHEN GROUPING(job) = 0 THEN COALESCE(job, 'unknown')
            ELSE COALESCE(month_name, phone_kind, previous_outcome, weekday, '*') END AS slice_value,
       CONVERSION_RATE() AS conversion_rate,
       CONVERSION_RATE() FILTER (WHERE calls = 1) AS first_call_conversion_rate
FROM leads
GROUP BY GROUPING SETS ((), (month_name), (phone_kind), (job), (previous_outcome), (weekday));

-- By month and telephone
SELECT 'month|contact' AS slice, month_name || '|' || phone_kind AS slice_value,
       COUNT(*) AS contacts, SAME_PERIOD_CONVERSION_RATE() AS conversion_rate
FROM leads GROUP BY month_name, phone_kind;

-- By the number of calls in this campaign
SELECT 'campaign' AS slice, CASE WHEN calls > 10 THEN '11+' ELSE RIGHT('0' || CAST(calls AS VARCHAR), 2) END AS slice_value,
       COUNT(*) AS contacts, COUNT(won_at) AS conversions, CONVERSION_RATE() AS conversion_rate
FROM leads
GROUP BY CASE WHEN calls > 10 THEN '11+' ELSE RIGHT('0' || CAST(calls AS VARCHAR), 2) END;

-- Everything, and by type and by priority of the caller
SELECT CASE WHEN GROUPING(call_type) = 0 THEN 'type' WHEN GROUPING(caller_priority) = 0 THEN 'priority' ELSE 'all' END AS slice,
       COALESCE(call_type, caller_priority, '*') AS slice_value,
       COUNT(*) AS calls_all,
       COUNT(*) FILTER (WHERE channel_code = 'VOICE') AS calls_offered,
       CALLS_COMPLETED() AS calls_completed,
       CALLS_MISSED() AS calls_abandoned,
       CALL_COMPLETION_RATE() AS completed_call_rate,
       MISSED_RATE() AS abandon_rate,
       COUNT(*) FILTER (WHERE channel_code = 'VOICE' AND queue_wait_s > 0) AS calls_queued,
       AVG_WAIT_TIME() AS avg_wait_offered,
       ASA() AS avg_wait_served,
       ASA() FILTER (WHERE queue_wait_s > 0) AS avg_wait_served_queued,
       AVG_WAIT_TIME() FILTER (WHERE outcome_code = 'ABANDONED' AND queue_wait_s > 0) AS avg_wait_abandoned_queued,
       MAX_WAIT_TIME() AS max_wait,
       SERVICE_LEVEL(sl_method => 'ALL_NEGATIVE') AS service_level_20s,
       SERVICE_LEVEL(threshold_s => 30, sl_method => 'ALL_NEGATIVE') AS service_level_30s,
       SERVICE_LEVEL(threshold_s => 60, sl_method => 'ALL_NEGATIVE') AS service_level_60s,
       AVG_TALK_TIME() AS avg_service_time,
       MEDIAN(talk_s) FILTER (WHERE outcome_code = 'ANSWERED') AS median_service_time,
       AVG(ivr_s + queue_wait_s + talk_s) FILTER (WHERE outcome_code = 'ANSWERED') AS avg_handle_time_vru_q_ser,
       100e0 * COUNT(*) FILTER (WHERE outcome_code = 'ANSWERED' AND talk_s < 10) / CALLS_COMPLETED() AS short_service_lt10s_rate,
       AVG(ivr_s) AS avg_vru_time,
       AVG(ivr_s + queue_wait_s) FILTER (WHERE channel_code = 'VOICE' AND ivr_s >= 0) AS mtpa_avg_wait_vru_plus_q
FROM interactions
GROUP BY GROUPING SETS ((), (call_type), (caller_priority));

-- Callers who came back, of all who are known: first what each caller did, then the callers
SELECT CASE WHEN call_type IS NOT NULL THEN 'type' WHEN caller_priority IS NOT NULL THEN 'priority' ELSE 'all' END AS slice,
       COALESCE(call_type, caller_priority, '*') AS slice_value,
       100e0 * COUNT(customer_id) FILTER (WHERE calls >= 2) / COUNT(customer_id) AS repeat_caller_rate
FROM (SELECT call_type, caller_priority, customer_id, COUNT(*) AS calls
      FROM interactions WHERE channel_code = 'VOICE'
      GROUP BY GROUPING SETS ((customer_id), (call_type, customer_id), (caller_priority, customer_id)))
GROUP BY call_type, caller_priority;

-- By day
SELECT 'date' AS slice, business_date AS slice_value,
       COUNT(*) AS calls_all, COUNT(*) FILTER (WHERE channel_code = 'VOICE') AS calls_offered,
       MISSED_RATE() AS abandon_rate, ASA() AS avg_wait_served, AHT() AS avg_service_time,
       SERVICE_LEVEL(sl_method => 'ALL_NEGATIVE') AS service_level_20s
FROM interactions GROUP BY business_date;

-- By hour of the day; an hour in which nobody answers has no mean
SELECT 'hour' AS slice, hour_of_day AS slice_value,
       COUNT(*) AS calls_offered, ABANDON_RATE(short_s => -1) AS abandon_rate,
       ASA() AS avg_wait_served, AVG_TALK_TIME() AS avg_service_time
FROM interactions WHERE channel_code = 'VOICE' GROUP BY hour_of_day;

-- By day of the week
SELECT 'weekday' AS slice,
       CASE DAYOFWEEK(business_date) WHEN 1 THEN 'Sunday' WHEN 2 THEN 'Monday' WHEN 3 THEN 'Tuesday'
            WHEN 4 THEN 'Wednesday' WHEN 5 THEN 'Thursday' WHEN 6 THEN 'Friday' ELSE 'Saturday' END AS slice_value,
       COUNT(*) AS calls_offered, MISSED_RATE() AS abandon_rate, ASA() AS avg_wait_served
FROM interactions WHERE channel_code = 'VOICE' GROUP BY DAYOFWEEK(business_date);

-- By agent, and answered calls that name none
SELECT 'server' AS slice, COALESCE(agent_id, 'NO_SERVER') AS slice_value,
       CALLS_COMPLETED() AS calls_completed, AVG_TALK_TIME() AS avg_service_time,
       MEDIAN(talk_s) AS median_service_time
FROM interactions WHERE outcome_code = 'ANSWERED' GROUP BY agent_id;

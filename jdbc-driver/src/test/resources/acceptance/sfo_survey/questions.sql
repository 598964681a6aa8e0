-- By year, and by boarding area within it
SELECT CASE GROUPING(boarding_area) WHEN 1 THEN 'year' ELSE 'year|boarding_area' END AS slice,
       CAST(survey_year AS VARCHAR) || COALESCE('|' || boarding_area, '') AS slice_value,
       COUNT(*) FILTER (WHERE survey_type = 'NPS') AS responses,
       SURVEY_COUNT() FILTER (WHERE survey_type = 'NPS') AS nps_answers,
       NPS() AS nps,
       NPS_WEIGHTED() AS nps_weighted,
       CSAT_MEAN() AS csat_avg,
       SUM(score * survey_weight) FILTER (WHERE survey_type = 'CSAT' AND score BETWEEN 1 AND 5)
         / SUM(survey_weight) FILTER (WHERE survey_type = 'CSAT' AND score BETWEEN 1 AND 5) AS csat_avg_weighted,
       CSAT() AS csat_top2,
       CES_V1(score) FILTER (WHERE question_code = 'Q14FIND') AS ces_find_way_avg,
       CSAT(score) FILTER (WHERE question_code = 'Q14FIND') AS ces_find_way_easy_top2,
       CES_V1(score) FILTER (WHERE question_code = 'Q14PASSTHRU') AS ces_security_avg,
       100e0 * COUNT(*) FILTER (WHERE question_code = 'Q15PROBLEM' AND score = 1)
         / COUNT(*) FILTER (WHERE question_code = 'Q15PROBLEM' AND score IN (1, 2)) AS complaint_rate_q15
FROM survey_responses
WHERE survey_year >= 2017
GROUP BY GROUPING SETS ((survey_year), (survey_year, boarding_area));

-- By day
SELECT 'date' AS slice, business_date AS slice_value,
       COUNT(*) FILTER (WHERE survey_type = 'NPS') AS responses, NPS() AS nps, CSAT_MEAN() AS csat_avg
FROM survey_responses WHERE business_date IS NOT NULL GROUP BY business_date;

-- By item
SELECT CAST(survey_year AS VARCHAR) || '|' || question_code AS slice, '*' AS slice_value,
       CSAT_MEAN(score) AS item_avg, CSAT(score) AS item_top2
FROM survey_responses WHERE survey_year = 2017 AND question_code LIKE 'Q7%' GROUP BY survey_year, question_code;

-- The airport as a whole over the years
SELECT 'year' AS slice, survey_year AS slice_value, CSAT_MEAN() AS csat_trend_avg
FROM survey_responses GROUP BY survey_year;

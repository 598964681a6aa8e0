-- How many were asked, and how many answered; over all items, not over the five dimensions of SERVQUAL_GAP
SELECT 'all' AS slice, '*' AS slice_value,
       COUNT(DISTINCT response_id) AS respondents,
       COUNT(DISTINCT response_id) FILTER (WHERE item_no = 1 AND perception IS NOT NULL) AS respondents_answered,
       AVG(perception - expectation) AS servqual_gap
FROM servqual_answers;

-- By item, and by dimension of three items
SELECT CASE GROUPING(item_no) WHEN 1 THEN 'dimension(3 items each)' ELSE 'item' END AS slice,
       CASE GROUPING(item_no) WHEN 1 THEN SUBSTRING(dimension_code FROM 1 FOR 1) || LOWER(SUBSTRING(dimension_code FROM 2))
            ELSE RIGHT('0' || CAST(item_no AS VARCHAR), 2) END AS slice_value,
       AVG(expectation) AS expectation_avg, AVG(perception) AS perception_avg, SERVQUAL_DIM() AS servqual_gap
FROM servqual_answers
GROUP BY ROLLUP (dimension_code, item_no)
HAVING dimension_code IS NOT NULL;

-- The importance of each dimension as a share, and the gap weighted by it
WITH dimensions AS (
  SELECT dimension_code, AVG(importance) AS importance, SERVQUAL_DIM() AS gap FROM servqual_answers GROUP BY dimension_code)
SELECT 'dimension(3 items each)' AS slice,
       SUBSTRING(dimension_code FROM 1 FOR 1) || LOWER(SUBSTRING(dimension_code FROM 2)) AS slice_value,
       100e0 * importance / SUM(importance) OVER () AS importance_weight
FROM dimensions;

WITH dimensions AS (
  SELECT dimension_code, AVG(importance) AS importance, SERVQUAL_DIM() AS gap FROM servqual_answers GROUP BY dimension_code)
SELECT 'all' AS slice, '*' AS slice_value, SUM(importance * gap) / SUM(importance) AS servqual_weighted
FROM dimensions;

-- Overall questions
SELECT 'all' AS slice, '*' AS slice_value,
       CSAT_MEAN() FILTER (WHERE question_code = 'overall_satisfaction_q1') AS overall_satisfaction_q1,
       CSAT_MEAN() FILTER (WHERE question_code = 'overall_satisfaction_q2') AS overall_satisfaction_q2,
       CSAT_MEAN() FILTER (WHERE question_code = 'reuse_intention_q3') AS reuse_intention_q3,
       CSAT_MEAN() FILTER (WHERE question_code = 'recommend_q4') AS recommend_q4
FROM survey_responses;

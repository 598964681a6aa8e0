SELECT UPPER("terminal") || '-' || LOWER("terminal"),
  SUBSTRING("terminal", 1, 1),
  POSITION('1' IN "terminal"),
  TRIM(BOTH ' ' FROM "terminal"),
  LENGTH("terminal"),
  REPLACE("terminal", 'T', 'x'),
  SPLIT_PART("terminal", 'T', 2),
  'Tiếng Việt ''trích'''
FROM "survey_responses"
WHERE "terminal" ILIKE 't%' AND "terminal" NOT LIKE '%9'
LIMIT 1

-- What is waived, by the day on which that ends: the first in front, those without an end last.
SELECT
  f.waived_until,
  COALESCE(f.waived_by, '(nobody)') AS waived_by,
  f.rule,
  COUNT(*) AS finding_count,
  COUNT(DISTINCT f.stack) AS stack_count
FROM findings f
WHERE f.waived
GROUP BY f.waived_until, COALESCE(f.waived_by, '(nobody)'), f.rule
ORDER BY f.waived_until NULLS LAST, waived_by, rule

-- What became of each finding, at each observation of its stack from the day on which it was first seen: open, waived or
-- excused where it is there; fixed where its rule was asked again and finds nothing any more; gone where its resource is.
-- Where its rule was not asked, or a preview left its resource out, nothing is known and there is no row: what it was
-- before holds until next_day, when something is known again.
SELECT
  judged.stack, judged.fingerprint, judged.observed_on, judged.observed_day, judged.team, judged.rule, judged.became,
  LEAD(judged.observed_day) OVER (PARTITION BY judged.stack, judged.fingerprint ORDER BY judged.observed_day) AS next_day
FROM (
  SELECT
    k.stack, k.fingerprint, l.observed_on, l.observed_day, l.team, k.rule,
    CASE
      WHEN s.became IS NOT NULL THEN s.became
      WHEN k.resource_id IS NOT NULL AND r.resource_id IS NULL AND l.unseen_count = 0 THEN 'gone'
      WHEN k.resource_id IS NOT NULL AND r.resource_id IS NULL THEN 'not known'
      WHEN v.rule IS NOT NULL THEN 'fixed'
      WHEN l.judged_count = 0 AND l.unseen_count = 0 THEN 'gone'
      ELSE 'not known'
    END AS became
  FROM (
    SELECT x.stack, x.fingerprint, x.rule, MAX(x.resource_id) AS resource_id, MIN(x.observed_day) AS first_day
    FROM seen x
    GROUP BY x.stack, x.fingerprint, x.rule
  ) k
  JOIN latest l ON l.stack = k.stack AND l.observed_day >= k.first_day
  LEFT JOIN seen s ON s.stack = k.stack AND s.fingerprint = k.fingerprint AND s.observed_day = l.observed_day
  LEFT JOIN (
    SELECT DISTINCT y.stack, y.run, y.observed_day, y.resource_id FROM resources y
  ) r ON r.stack = l.stack AND r.run = l.run AND r.observed_day = l.observed_day AND r.resource_id = k.resource_id
  LEFT JOIN verdict_counts v
    ON v.stack = l.stack AND v.run = l.run AND v.observed_day = l.observed_day AND v.rule = k.rule
) judged
WHERE judged.became <> 'not known'

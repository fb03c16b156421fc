-- Findings that were opened and closed, day by day. Those of the first day were there before anybody looked.
SELECT
  m.stack, m.team, m.fingerprint, m.rule, m.observed_on, m.observed_day, m.was, m.became,
  CASE WHEN m.became = 'open' THEN 'opened' ELSE 'closed' END AS moved,
  CASE WHEN m.was IS NULL AND m.observed_day = born.first_day THEN TRUE ELSE FALSE END AS with_stack
FROM (
  SELECT
    s.stack, s.team, s.fingerprint, s.rule, s.observed_on, s.observed_day, s.became,
    LAG(s.became) OVER (PARTITION BY s.stack, s.fingerprint ORDER BY s.observed_day) AS was
  FROM states s
) m
JOIN (SELECT l.stack, MIN(l.observed_day) AS first_day FROM latest l GROUP BY l.stack) born ON born.stack = m.stack
CROSS JOIN bounds b
WHERE m.observed_day > b.first_day
  AND ((m.became = 'open' AND (m.was IS NULL OR m.was <> 'open')) OR (m.became <> 'open' AND m.was = 'open'))

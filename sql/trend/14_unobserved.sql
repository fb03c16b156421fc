-- Stacks that were not observed on the last day: nothing of theirs is closed by that.
SELECT
  l.stack, l.team, l.observed_on AS last_seen_on, b.last_day - l.observed_day AS unobserved_days,
  o.open_count,
  CASE WHEN b.last_day - l.observed_day > b.carry_days THEN TRUE ELSE FALSE END AS left_out
FROM latest l
CROSS JOIN bounds b
JOIN observations o ON o.stack = l.stack AND o.observed_day = l.observed_day
WHERE l.next_day IS NULL AND l.observed_day < b.last_day
ORDER BY l.observed_day, l.stack

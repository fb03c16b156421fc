-- One row: the first and the last day, the day a week ago (the last one that is at least seven days older), the day after
-- which changes are told, and for how many days a stack counts that is not observed.
SELECT
  ends.first_day,
  ends.last_day,
  CASE WHEN a.since_day > ends.first_day THEN a.since_day ELSE ends.first_day END AS since_day,
  a.carry_days,
  (SELECT MAX(w.observed_day) FROM days w WHERE w.observed_day <= ends.last_day - 7) AS week_day
FROM (SELECT MIN(d.observed_day) AS first_day, MAX(d.observed_day) AS last_day FROM days d) ends
CROSS JOIN asked a

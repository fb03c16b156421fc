-- Each stack on each day on which it was observed: the newest run that holds it, and the day of its next observation.
SELECT
  newest.observed_on,
  newest.observed_day,
  newest.stack,
  newest.run,
  newest.team,
  newest.environment,
  newest.judged_count,
  newest.unseen_count,
  LEAD(newest.observed_day) OVER (PARTITION BY newest.stack ORDER BY newest.observed_day) AS next_day
FROM (
  SELECT
    s.observed_on, s.observed_day, s.stack, s.run, s.team, s.environment, s.judged_count, s.unseen_count,
    ROW_NUMBER() OVER (PARTITION BY s.observed_day, s.stack ORDER BY r.recorded_at DESC, r.run DESC) AS place
  FROM stacks s
  JOIN runs r ON r.run = s.run AND r.observed_day = s.observed_day
) newest
WHERE newest.place = 1

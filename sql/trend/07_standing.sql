-- What became of each finding in the end, and its age in days from when it was first seen to the last day.
SELECT
  ended.stack, ended.fingerprint, ended.rule, ended.became, l.team, l.environment, told.severity, told.outcome,
  told.blocking, told.resource, told.kind, told.because, first_seen.observed_on AS first_seen_on,
  b.last_day - first_seen.observed_day AS age_days,
  l.observed_on AS last_seen_on,
  CASE WHEN l.observed_day = b.last_day THEN TRUE ELSE FALSE END AS observed,
  CASE WHEN b.last_day - l.observed_day > b.carry_days THEN TRUE ELSE FALSE END AS left_out
FROM (
  SELECT
    s.stack, s.fingerprint, s.rule, s.became,
    ROW_NUMBER() OVER (PARTITION BY s.stack, s.fingerprint ORDER BY s.observed_day DESC) AS place
  FROM states s
) ended
JOIN (
  SELECT
    x.stack, x.fingerprint, x.severity, x.outcome, x.blocking, x.resource, x.kind, x.because,
    ROW_NUMBER() OVER (PARTITION BY x.stack, x.fingerprint ORDER BY x.observed_day DESC) AS place
  FROM seen x
) told ON told.stack = ended.stack AND told.fingerprint = ended.fingerprint AND told.place = 1
JOIN (
  SELECT
    x.stack, x.fingerprint, x.observed_on, x.observed_day,
    ROW_NUMBER() OVER (PARTITION BY x.stack, x.fingerprint ORDER BY x.observed_day) AS place
  FROM seen x
) first_seen
  ON first_seen.stack = ended.stack AND first_seen.fingerprint = ended.fingerprint AND first_seen.place = 1
JOIN latest l ON l.stack = ended.stack AND l.next_day IS NULL
CROSS JOIN bounds b
WHERE ended.place = 1

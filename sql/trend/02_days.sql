-- The days on which something was observed.
SELECT l.observed_on, l.observed_day
FROM latest l
GROUP BY l.observed_on, l.observed_day

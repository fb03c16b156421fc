-- What the loss of a place does to each resource, as it was last seen now and a week ago, with a rank: the higher the worse.
SELECT
  a.side, a.stack, a.team, a.environment, a.resource_id, a.resource, a.kind, a.lost, a.answer, a.said, a.minutes,
  CASE a.said
    WHEN 'kept' THEN 0
    WHEN 'by-azure' THEN 1
    WHEN 'by-a-person' THEN 2
    WHEN 'with-the-place' THEN 3
    WHEN 'none' THEN 0
    WHEN 'window' THEN 1
    WHEN 'everything' THEN 2
    WHEN 'not-stated' THEN 4
    ELSE 5
  END AS badness
FROM (
  SELECT
    v.side, r.stack, r.team, r.environment, r.resource_id, r.resource, r.kind, q.lost, q.answer,
    CASE
      WHEN q.lost = 'region' AND q.answer = 'reads' THEN r.region_reads
      WHEN q.lost = 'region' AND q.answer = 'writes' THEN r.region_writes
      WHEN q.lost = 'region' THEN r.region_data
      WHEN q.answer = 'reads' THEN r.zone_reads
      WHEN q.answer = 'writes' THEN r.zone_writes
      ELSE r.zone_data
    END AS said,
    CASE WHEN q.answer <> 'data' THEN 0 WHEN q.lost = 'region' THEN r.region_minutes ELSE r.zone_minutes END AS minutes
  FROM resources r
  JOIN (
    SELECT 'now' AS side, l.stack, l.run, l.observed_day
    FROM latest l CROSS JOIN bounds b
    WHERE l.next_day IS NULL AND b.last_day - l.observed_day <= b.carry_days
    UNION ALL
    SELECT 'week ago' AS side, l.stack, l.run, l.observed_day
    FROM latest l CROSS JOIN bounds b
    WHERE l.observed_day <= b.week_day AND (l.next_day IS NULL OR l.next_day > b.week_day)
  ) v ON v.stack = r.stack AND v.run = r.run AND v.observed_day = r.observed_day
  CROSS JOIN (
    SELECT 'region' AS lost, 'reads' AS answer
    UNION ALL SELECT 'region', 'writes'
    UNION ALL SELECT 'region', 'data'
    UNION ALL SELECT 'zone', 'reads'
    UNION ALL SELECT 'zone', 'writes'
    UNION ALL SELECT 'zone', 'data'
  ) q
  WHERE r.region_writes IS NOT NULL
) a

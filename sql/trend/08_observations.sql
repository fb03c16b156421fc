-- Each observation of a stack in numbers. A finding of which nothing was known then counts as it was last seen.
SELECT
  l.stack, l.observed_on, l.observed_day, l.next_day,
  COALESCE(f.open_count, 0) AS open_count,
  COALESCE(f.fail_count, 0) AS fail_count,
  COALESCE(f.unknown_count, 0) AS unknown_count,
  COALESCE(f.blocking_count, 0) AS blocking_count,
  COALESCE(f.waived_count, 0) AS waived_count,
  COALESCE(f.excused_count, 0) AS excused_count,
  COALESCE(p.holder_count, 0) AS production_count,
  COALESCE(p.unaided_count, 0) AS unaided_count,
  COALESCE(p.person_count, 0) AS person_count,
  COALESCE(p.place_count, 0) AS place_count,
  COALESCE(p.risk_count, 0) AS risk_count
FROM latest l
LEFT JOIN (
  SELECT
    h.stack, h.observed_day,
    SUM(CASE WHEN s.became = 'open' THEN 1 ELSE 0 END) AS open_count,
    SUM(CASE WHEN s.became = 'open' AND s.outcome = 'fail' THEN 1 ELSE 0 END) AS fail_count,
    SUM(CASE WHEN s.became = 'open' AND s.outcome = 'unknown' THEN 1 ELSE 0 END) AS unknown_count,
    SUM(CASE WHEN s.blocking THEN 1 ELSE 0 END) AS blocking_count,
    SUM(CASE WHEN s.became = 'waived' THEN 1 ELSE 0 END) AS waived_count,
    SUM(CASE WHEN s.became = 'excused' THEN 1 ELSE 0 END) AS excused_count
  FROM latest h
  JOIN states t
    ON t.stack = h.stack AND t.observed_day <= h.observed_day AND (t.next_day IS NULL OR t.next_day > h.observed_day)
  JOIN seen s ON s.stack = t.stack AND s.fingerprint = t.fingerprint AND s.observed_day = t.observed_day
  GROUP BY h.stack, h.observed_day
) f ON f.stack = l.stack AND f.observed_day = l.observed_day
LEFT JOIN (
  SELECT
    r.stack, r.run, r.observed_day,
    COUNT(*) AS holder_count,
    SUM(CASE WHEN r.region_writes IN ('kept', 'by-azure') THEN 1 ELSE 0 END) AS unaided_count,
    SUM(CASE WHEN r.region_writes = 'by-a-person' THEN 1 ELSE 0 END) AS person_count,
    SUM(CASE WHEN r.region_writes = 'with-the-place' THEN 1 ELSE 0 END) AS place_count,
    SUM(CASE WHEN r.region_data <> 'none' THEN 1 ELSE 0 END) AS risk_count
  FROM resources r
  WHERE r.environment = 'production' AND r.region_writes IS NOT NULL
  GROUP BY r.stack, r.run, r.observed_day
) p ON p.stack = l.stack AND p.run = l.run AND p.observed_day = l.observed_day

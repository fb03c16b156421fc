-- The estate on each day. A stack that was not observed then counts as it was last seen, for carry_days.
-- Changes are those after since_day.
SELECT
  d.observed_on,
  d.observed_day,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN 1 ELSE 0 END) AS stack_count,
  SUM(CASE WHEN d.observed_day = o.observed_day THEN 1 ELSE 0 END) AS observed_count,
  SUM(CASE WHEN d.observed_day - o.observed_day > b.carry_days THEN 1 ELSE 0 END) AS left_out_count,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN o.open_count ELSE 0 END) AS open_count,
  SUM(CASE WHEN d.observed_day - o.observed_day BETWEEN 1 AND b.carry_days THEN o.open_count ELSE 0 END)
    AS open_carried_count,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN o.fail_count ELSE 0 END) AS fail_count,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN o.unknown_count ELSE 0 END) AS unknown_count,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN o.blocking_count ELSE 0 END) AS blocking_count,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN o.waived_count ELSE 0 END) AS waived_count,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN o.excused_count ELSE 0 END) AS excused_count,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN o.production_count ELSE 0 END) AS production_count,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN o.unaided_count ELSE 0 END) AS unaided_count,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN o.person_count ELSE 0 END) AS person_count,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN o.place_count ELSE 0 END) AS place_count,
  SUM(CASE WHEN d.observed_day - o.observed_day <= b.carry_days THEN o.risk_count ELSE 0 END) AS risk_count,
  COALESCE(MAX(m.missing_count), 0) AS missing_count,
  COALESCE(MAX(c.opened_count), 0) AS opened_count,
  COALESCE(MAX(c.closed_count), 0) AS closed_count
FROM days d
JOIN observations o ON o.observed_day <= d.observed_day AND (o.next_day IS NULL OR o.next_day > d.observed_day)
CROSS JOIN bounds b
LEFT JOIN (
  SELECT w.observed_day, COUNT(DISTINCT w.source) AS missing_count
  FROM missing w
  JOIN runs r ON r.run = w.run AND r.observed_day = w.observed_day
  LEFT JOIN latest l ON l.stack = w.stack AND l.observed_day = w.observed_day
  WHERE l.stack IS NULL
  GROUP BY w.observed_day
) m ON m.observed_day = d.observed_day
LEFT JOIN (
  SELECT
    h.observed_day,
    SUM(CASE WHEN h.moved = 'opened' THEN 1 ELSE 0 END) AS opened_count,
    SUM(CASE WHEN h.moved = 'closed' THEN 1 ELSE 0 END) AS closed_count
  FROM changes h
  GROUP BY h.observed_day
) c ON c.observed_day = d.observed_day AND c.observed_day > b.since_day
WHERE d.observed_day >= b.since_day
GROUP BY d.observed_on, d.observed_day
ORDER BY d.observed_day

-- By team and rule: what was opened and closed since, what is open in the end, and how old that is.
SELECT
  both_sides.team,
  both_sides.rule,
  SUM(both_sides.opened) AS opened_count,
  SUM(both_sides.with_stack) AS with_stack_count,
  SUM(both_sides.reopened) AS reopened_count,
  SUM(both_sides.fixed) AS fixed_count,
  SUM(both_sides.waived) AS waived_count,
  SUM(both_sides.excused) AS excused_count,
  SUM(both_sides.gone) AS gone_count,
  SUM(both_sides.open_now) AS open_count,
  SUM(both_sides.open_carried) AS open_carried_count,
  MAX(both_sides.age_days) AS oldest_days,
  COALESCE(SUM(both_sides.age_days), 0) AS total_days
FROM (
  SELECT
    c.team, c.rule,
    CASE WHEN c.moved = 'opened' THEN 1 ELSE 0 END AS opened,
    CASE WHEN c.moved = 'opened' AND c.with_stack THEN 1 ELSE 0 END AS with_stack,
    CASE WHEN c.moved = 'opened' AND c.was IS NOT NULL THEN 1 ELSE 0 END AS reopened,
    CASE WHEN c.became = 'fixed' THEN 1 ELSE 0 END AS fixed,
    CASE WHEN c.became = 'waived' THEN 1 ELSE 0 END AS waived,
    CASE WHEN c.became = 'excused' THEN 1 ELSE 0 END AS excused,
    CASE WHEN c.became = 'gone' THEN 1 ELSE 0 END AS gone,
    0 AS open_now,
    0 AS open_carried,
    CAST(NULL AS INTEGER) AS age_days
  FROM changes c
  CROSS JOIN bounds b
  WHERE c.observed_day > b.since_day
  UNION ALL
  SELECT
    s.team, s.rule, 0, 0, 0, 0, 0, 0, 0,
    1 AS open_now,
    CASE WHEN s.observed THEN 0 ELSE 1 END AS open_carried,
    s.age_days
  FROM standing s
  WHERE s.became = 'open' AND NOT s.left_out
) both_sides
GROUP BY both_sides.team, both_sides.rule
ORDER BY both_sides.team, both_sides.rule

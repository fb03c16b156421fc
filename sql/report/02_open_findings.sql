-- Findings that somebody has to look at, neither waived nor excused: by rule and team, what stands in the way first.
SELECT
  f.rule,
  COALESCE(f.team, '(no team)') AS team,
  SUM(CASE WHEN f.outcome = 'fail' THEN 1 ELSE 0 END) AS fail_count,
  SUM(CASE WHEN f.outcome = 'unknown' THEN 1 ELSE 0 END) AS unknown_count,
  SUM(CASE WHEN f.blocking THEN 1 ELSE 0 END) AS blocking_count,
  COUNT(DISTINCT f.stack) AS stack_count
FROM findings f
WHERE NOT f.waived AND NOT f.excused
GROUP BY f.rule, COALESCE(f.team, '(no team)')
ORDER BY blocking_count DESC, fail_count DESC, unknown_count DESC, rule, team

-- Findings that are open now and were not, a week ago, with what they were then.
SELECT
  s.stack, s.team, s.rule, s.severity, s.resource, s.blocking, s.because, s.fingerprint,
  CASE WHEN then_stack.stack IS NULL THEN 'stack not there' ELSE COALESCE(then_finding.became, 'absent') END AS was
FROM standing s
CROSS JOIN bounds b
LEFT JOIN (
  SELECT DISTINCT l.stack FROM latest l CROSS JOIN bounds w WHERE l.observed_day <= w.week_day
) then_stack ON then_stack.stack = s.stack
LEFT JOIN (
  SELECT
    t.stack, t.fingerprint, t.became,
    ROW_NUMBER() OVER (PARTITION BY t.stack, t.fingerprint ORDER BY t.observed_day DESC) AS place
  FROM states t
  CROSS JOIN bounds w
  WHERE t.observed_day <= w.week_day
) then_finding
  ON then_finding.stack = s.stack AND then_finding.fingerprint = s.fingerprint AND then_finding.place = 1
WHERE s.became = 'open'
  AND NOT s.left_out
  AND b.week_day IS NOT NULL
  AND COALESCE(then_finding.became, 'absent') <> 'open'
ORDER BY s.blocking DESC, s.stack, s.rule, s.resource, s.fingerprint

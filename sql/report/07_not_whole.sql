-- Why these answers may not be those of the whole estate: what could not be judged, and what of a stack was not.
SELECT
  m.source, m.stack, m.why
FROM missing m
UNION ALL
SELECT
  s.source, s.stack, CAST(s.unseen_count AS VARCHAR(20)) || ' unchanged resources are not in the preview' AS why
FROM stacks s
WHERE s.unseen_count > 0
UNION ALL
SELECT
  s.source, s.stack, CAST(s.not_judged_count AS VARCHAR(20)) || ' resources that may matter were not judged' AS why
FROM stacks s
WHERE s.not_judged_count > 0
ORDER BY stack NULLS LAST, source, why

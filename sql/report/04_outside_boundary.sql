-- Places of data that the declared boundary of their stack does not hold, copies that Azure makes in a paired region among
-- them. Places that nobody knows are not.
SELECT
  i.stack,
  COALESCE(i.team, '(no team)') AS team,
  i.resource,
  i.kind,
  i.region,
  i.part,
  i.doubtful,
  s.boundary
FROM impacts i
JOIN stacks s ON s.stack = i.stack AND s.observed_day = i.observed_day
WHERE s.boundary_regions IS NOT NULL
  AND (',' || s.boundary_regions || ',') NOT LIKE ('%,' || i.region || ',%')
ORDER BY i.stack, i.resource, i.kind, i.region, i.part

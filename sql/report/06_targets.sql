-- Resources that miss what is declared for their stack: data lost with a region, and promised availability. A resource of
-- which one of the two is not known is named too.
SELECT
  m.stack, m.team, m.resource, m.kind, m.target, m.wanted, m.is_known
FROM (
  SELECT
    r.stack, COALESCE(r.team, '(no team)') AS team, r.resource, r.kind, 'rpo_minutes' AS target,
    CAST(s.rpo_minutes AS DOUBLE) AS wanted,
    CASE WHEN r.region_data IN ('none', 'window', 'everything') THEN TRUE ELSE FALSE END AS is_known,
    CASE
      WHEN r.region_data = 'none' THEN TRUE
      WHEN r.region_data = 'window' AND r.region_minutes <= s.rpo_minutes THEN TRUE
      ELSE FALSE
    END AS is_met
  FROM resources r
  JOIN stacks s ON s.stack = r.stack AND s.observed_day = r.observed_day
  WHERE s.rpo_minutes IS NOT NULL AND r.holds_data AND NOT r.refused
  UNION ALL
  SELECT
    r.stack, COALESCE(r.team, '(no team)'), r.resource, r.kind, 'sla_target_write', s.sla_target_write,
    CASE WHEN r.sla_writes IS NULL THEN FALSE ELSE TRUE END,
    CASE WHEN r.sla_writes >= s.sla_target_write THEN TRUE ELSE FALSE END
  FROM resources r
  JOIN stacks s ON s.stack = r.stack AND s.observed_day = r.observed_day
  WHERE s.sla_target_write IS NOT NULL AND r.holds_data AND NOT r.refused
) m
WHERE NOT m.is_met
ORDER BY m.stack, m.resource, m.kind, m.target

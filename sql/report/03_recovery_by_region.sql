-- If one region is lost: production's resources of which more than a copy stands there, by how writes come back.
SELECT
  i.region,
  COALESCE(i.writes_recovery, 'not-known') AS writes_recovery,
  COUNT(*) AS resource_count,
  SUM(CASE WHEN i.doubtful THEN 1 ELSE 0 END) AS doubtful_count,
  COUNT(DISTINCT COALESCE(i.team, '(no team)')) AS team_count
FROM impacts i
WHERE i.environment = 'production' AND i.part <> 'copy'
GROUP BY i.region, COALESCE(i.writes_recovery, 'not-known')
ORDER BY i.region, writes_recovery

-- Losing any single region, whichever is the worst to lose: what becomes of production's resources that hold data, by kind.
SELECT
  r.kind,
  COUNT(*) AS resource_count,
  SUM(CASE WHEN r.region_reads IN ('kept', 'by-azure') THEN 1 ELSE 0 END) AS reads_unaided_count,
  SUM(CASE WHEN r.region_writes IN ('kept', 'by-azure') THEN 1 ELSE 0 END) AS writes_unaided_count,
  SUM(CASE WHEN r.region_writes = 'by-a-person' THEN 1 ELSE 0 END) AS writes_by_a_person_count,
  SUM(CASE WHEN r.region_writes = 'with-the-place' THEN 1 ELSE 0 END) AS writes_with_the_place_count,
  SUM(CASE WHEN r.region_data <> 'none' THEN 1 ELSE 0 END) AS data_at_risk_count,
  SUM(CASE WHEN r.refused THEN 1 ELSE 0 END) AS refused_count
FROM resources r
WHERE r.environment = 'production' AND r.holds_data
GROUP BY r.kind
ORDER BY r.kind

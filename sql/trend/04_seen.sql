-- Findings as the runs that hold wrote them down.
SELECT
  f.stack, f.fingerprint, f.observed_on, f.observed_day, f.rule, f.severity, f.outcome, f.blocking, f.resource_id,
  f.resource, f.kind, f.because,
  CASE WHEN f.waived THEN 'waived' WHEN f.excused THEN 'excused' ELSE 'open' END AS became
FROM findings f
JOIN latest l ON l.run = f.run AND l.observed_day = f.observed_day AND l.stack = f.stack

-- Answers that are worse than a week ago.
SELECT
  n.stack, n.team, n.environment, n.resource, n.kind, n.lost, n.answer,
  w.said AS was, n.said AS became, w.minutes AS was_minutes, n.minutes AS became_minutes
FROM answers n
JOIN answers w
  ON w.stack = n.stack AND w.resource_id = n.resource_id AND w.lost = n.lost AND w.answer = n.answer
WHERE n.side = 'now'
  AND w.side = 'week ago'
  AND (n.badness > w.badness OR (n.badness = w.badness AND n.minutes > w.minutes))
ORDER BY
  CASE WHEN n.environment = 'production' THEN 0 ELSE 1 END, n.stack, n.resource, n.kind, n.lost, n.answer

-- grain: one row per message and channel that waits, oldest first
-- `stands`: some alert it tells of is not resolved; what is all resolved needs not be told any more.
-- `failures`, `last_tried_at`: how often it was tried in vain, and when last.
WITH tries AS (
    SELECT message_id, channel, count(*) AS failures, max(tried_at) AS last_tried_at
    FROM alerts.outcomes WHERE outcome = 'failed' GROUP BY ALL
)
SELECT w.message_id::VARCHAR, w.channel, m.purpose, m.role, m.agency, m.local_day, m.severity, m.title, m.body,
       EXISTS (SELECT 1 FROM alerts.message_alerts AS a JOIN alerts.alerts AS s ON s.alert_id = a.alert_id
               WHERE a.message_id = w.message_id AND s.resolved_at IS NULL) AS stands,
       coalesce(t.failures, 0)::INTEGER AS failures, t.last_tried_at
FROM alerts.waiting AS w
JOIN alerts.messages AS m ON m.message_id = w.message_id
LEFT JOIN tries AS t ON t.message_id = w.message_id AND t.channel = w.channel
ORDER BY w.planned_at, w.message_id, w.channel

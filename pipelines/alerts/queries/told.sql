-- grain: one row per alert, purpose and role with a message that waits for a channel
SELECT DISTINCT a.alert_id::VARCHAR, m.purpose, m.role
FROM alerts.waiting AS w
JOIN alerts.messages AS m ON m.message_id = w.message_id
JOIN alerts.message_alerts AS a ON a.message_id = w.message_id
WHERE m.purpose <> 'digest'

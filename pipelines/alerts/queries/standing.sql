-- grain: one row per alert that is not resolved, in the order in which they were first seen
SELECT alert_id::VARCHAR, kind, alert_key, severity, role, agency, service_point, details,
       first_seen_at, sent_at, reminded_at, section_head_at, division_head_at
FROM alerts.alerts
WHERE resolved_at IS NULL
ORDER BY first_seen_at, alert_id

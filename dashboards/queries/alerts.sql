-- Grain: alert; those that stand now, those resolved in the period, and the one that was linked to ($alert, empty: none).
-- Alerts of no agency (a node, a refresh, a table of none) concern whoever reads figures. $roles: whose
-- alerts may be seen, null for everybody's.
SELECT
    alert_id::VARCHAR AS alert_id,
    kind,
    severity,
    agency,
    service_point,
    role,
    subject,
    first_seen_at,
    last_seen_at,
    resolved_at,
    sent_at,
    reminded_at,
    escalated_to,
    escalated_at,
    alert_key,
    details
FROM rpt_alerts
WHERE ($roles::VARCHAR[] IS NULL OR role = ANY($roles))
  AND (agency IS NULL OR agency = ANY($agencies))
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
  AND (resolved_at IS NULL
       OR resolved_at >= $from_at::TIMESTAMPTZ AND resolved_at < $until_at::TIMESTAMPTZ
       OR alert_id::VARCHAR = $alert)
ORDER BY severity, first_seen_at, alert_id

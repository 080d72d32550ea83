-- Grain: one row; critical alerts that stand now and when the oldest was first seen. Those of no agency concern every reader;
-- of the rest a person sees those of the own $roles (null: everybody's).
SELECT count(*)::BIGINT AS alerts, min(first_seen_at) AS oldest_at
FROM rpt_alerts
WHERE resolved_at IS NULL
  AND severity = 'critical'
  AND ($roles::VARCHAR[] IS NULL OR role = ANY($roles))
  AND (agency IS NULL OR agency = ANY($agencies))
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)

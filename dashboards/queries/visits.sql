-- Grain: one row; visits of the period. A group counts with its heads, which `group_heads` says beside it.
SELECT
    coalesce(sum(visits), 0)::BIGINT AS visits,
    coalesce(sum(group_heads), 0)::BIGINT AS group_heads
FROM rpt_visitors
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)

-- Grain: SOP version, unit that one officer recorded in the months picked, in book order.
-- Confidential: asked only by dashboards.readings.officers, which knows who may see whom.
SELECT
    sop_code,
    sop_version,
    unit_position::INTEGER AS unit_position,
    any_value(standard_s)::DOUBLE AS standard_s,
    sum(recorded)::BIGINT AS recorded,
    sum(backfilled)::BIGINT AS backfilled,
    sum(judged)::BIGINT AS judged,
    sum(timed)::BIGINT AS timed,
    sum(on_time)::BIGINT AS on_time,
    sum(lost_minutes)::DOUBLE AS lost_minutes
FROM rpt_sop_officers
WHERE grain = 'month'
  AND staff_key::VARCHAR = $staff_key
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL

-- Grain: role of whoever recorded the unit; sums of one SOP version's units in whole months, as the mart keeps them.
SELECT
    role,
    sum(recorded)::BIGINT AS recorded,
    sum(backfilled)::BIGINT AS backfilled,
    sum(judged)::BIGINT AS judged,
    sum(timed)::BIGINT AS timed,
    sum(on_time)::BIGINT AS on_time,
    sum(repeated)::BIGINT AS repeated,
    sum(out_of_order)::BIGINT AS out_of_order,
    coalesce(sum(lost_minutes), 0)::DOUBLE AS lost_minutes,
    coalesce(sum(service_minutes), 0)::DOUBLE AS service_minutes,
    coalesce(sum(paused_minutes), 0)::DOUBLE AS paused_minutes
FROM rpt_sop_roles
WHERE grain = 'month'
  AND sop_code = $sop_code
  AND sop_version = $sop_version
  AND ($unit_position::INTEGER IS NULL OR unit_position = $unit_position)
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL

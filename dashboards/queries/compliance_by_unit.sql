-- Grain: SOP version, unit (its first step's position); sums of the period over the places picked.
SELECT
    sop_code,
    sop_version,
    unit_position,
    any_value(activity) AS activity,
    any_value(printed_no) AS printed_no,
    any_value(standard_s)::DOUBLE AS standard_s,
    sum(expected)::BIGINT AS expected,
    sum(recorded)::BIGINT AS recorded,
    sum(backfilled)::BIGINT AS backfilled,
    sum(timed)::BIGINT AS timed,
    sum(on_time)::BIGINT AS on_time,
    sum(lost_minutes)::DOUBLE AS lost_minutes
FROM rpt_sop_step_compliance
WHERE grain = $grain
  AND step_position = unit_position
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY sop_code, sop_version, unit_position
ORDER BY sop_code, sop_version, unit_position

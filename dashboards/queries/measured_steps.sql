-- Grain: SOP version, step of a span that was judged alone in a measurement week; sums over the days picked.
SELECT
    step_position::INTEGER AS step_position,
    any_value(printed_no) AS printed_no,
    any_value(activity) AS activity,
    any_value(standard_s)::DOUBLE AS standard_s,
    sum(expected)::BIGINT AS expected,
    sum(recorded)::BIGINT AS recorded,
    sum(timed)::BIGINT AS timed,
    sum(on_time)::BIGINT AS on_time,
    sum(lost_minutes)::DOUBLE AS lost_minutes
FROM rpt_sop_measured_steps
WHERE grain = $grain
  AND sop_code = $sop_code
  AND sop_version = $sop_version
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY sop_code, sop_version, step_position
ORDER BY sop_code, sop_version, step_position

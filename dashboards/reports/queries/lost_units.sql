-- Grain: SOP version, unit; the five units of the period whose cases lost the most minutes over their standard.
SELECT
    sop_code,
    sop_version,
    step_position,
    any_value(printed_no) AS printed_no,
    any_value(activity) AS activity,
    sum(expected)::BIGINT AS expected,
    sum(on_time)::BIGINT AS on_time,
    sum(round(lost_minutes * 60)::BIGINT)::BIGINT AS lost_s
FROM rpt_sop_step_compliance
WHERE grain = $grain
  AND agency = $agency
  AND period_start = $first
  AND step_position = unit_position
  AND standard_s IS NOT NULL
GROUP BY sop_code, sop_version, step_position
HAVING lost_s > 0
ORDER BY lost_s DESC, sop_code, sop_version, step_position
LIMIT 5

-- Grain: bucket (day, week from Monday, or month) of one SOP version's units; with $unit_position only that unit.
SELECT
    date_trunc($bucket, period_start)::DATE AS bucket,
    sum(expected)::BIGINT AS expected,
    sum(recorded)::BIGINT AS recorded,
    sum(timed)::BIGINT AS timed,
    sum(on_time)::BIGINT AS on_time,
    coalesce(sum(expected) FILTER (WHERE standard_s IS NOT NULL), 0)::BIGINT AS fixed_expected
FROM rpt_sop_step_compliance
WHERE grain = 'day'
  AND step_position = unit_position
  AND sop_code = $sop_code
  AND sop_version = $sop_version
  AND ($unit_position::INTEGER IS NULL OR unit_position = $unit_position)
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL

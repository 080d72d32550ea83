-- Grain: agency, service point; numerators and denominators of the three rates.
SELECT
    agency,
    service_point,
    sum(expected)::BIGINT AS expected,
    sum(recorded)::BIGINT AS recorded,
    sum(timed)::BIGINT AS timed,
    sum(on_time)::BIGINT AS on_time,
    coalesce(sum(expected) FILTER (WHERE standard_s IS NOT NULL), 0)::BIGINT AS fixed_expected
FROM rpt_sop_step_compliance
WHERE grain = $grain
  AND step_position = unit_position
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL

-- Grain: SOP version, unit; durations of one SOP's units that were seen from beginning to end, of the cases opened on the
-- local days picked. Median and p90 do not add up over days, so they are taken from the cases (linear interpolation).
SELECT
    step.sop_version,
    step.unit_position,
    count(step.duration_s)::BIGINT AS durations,
    quantile_cont(step.duration_s, 0.5)::DOUBLE AS median_s,
    quantile_cont(step.duration_s, 0.9)::DOUBLE AS p90_s
FROM rpt_sop_case_steps AS step
WHERE step.sop_code = $sop_code
  AND step.opened_on BETWEEN $first AND $last
  AND step.agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR step.service_point = $service_point)
GROUP BY ALL
ORDER BY ALL

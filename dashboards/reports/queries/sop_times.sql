-- Grain: service point, unit of one SOP version; median and p90 of the period's durations.
SELECT service_point, step_position, printed_no, activity, standard_s, timed, recorded, median_s, p90_s
FROM rpt_sop_step_compliance
WHERE grain = $grain
  AND agency = $agency
  AND period_start = $first
  AND sop_code = $sop_code
  AND sop_version = $sop_version
  AND step_position = unit_position
  AND median_s IS NOT NULL
ORDER BY service_point, step_position

-- Grain: one row; units of all SOPs together. `fixed_expected` counts only units with a fixed standard: the denominator
-- of the compliance rate, so that what was not recorded is not compliant.
SELECT
    coalesce(sum(expected), 0)::BIGINT AS expected,
    coalesce(sum(recorded), 0)::BIGINT AS recorded,
    coalesce(sum(backfilled), 0)::BIGINT AS backfilled,
    coalesce(sum(timed), 0)::BIGINT AS timed,
    coalesce(sum(on_time), 0)::BIGINT AS on_time,
    coalesce(sum(expected) FILTER (WHERE standard_s IS NOT NULL), 0)::BIGINT AS fixed_expected,
    coalesce(sum(lost_minutes), 0)::DOUBLE AS lost_minutes
FROM rpt_sop_step_compliance
WHERE grain = $grain
  AND step_position = unit_position
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)

-- Grain: unit of one SOP version; the period's counts over all service points.
SELECT
    step_position,
    any_value(printed_no) AS printed_no,
    any_value(activity) AS activity,
    any_value(standard_s)::BIGINT AS standard_s,
    sum(expected)::BIGINT AS expected,
    sum(recorded)::BIGINT AS recorded,
    sum(backfilled)::BIGINT AS backfilled,
    sum(timed)::BIGINT AS timed,
    sum(on_time)::BIGINT AS on_time,
    sum(late)::BIGINT AS late,
    sum(missing)::BIGINT AS missing,
    sum(untimed)::BIGINT AS untimed,
    sum(out_of_order)::BIGINT AS out_of_order,
    sum(repeated)::BIGINT AS repeated,
    sum(accepted)::BIGINT AS accepted,
    sum(round(lost_minutes * 60)::BIGINT)::BIGINT AS lost_s
FROM rpt_sop_step_compliance
WHERE grain = $grain
  AND agency = $agency
  AND period_start = $first
  AND sop_code = $sop_code
  AND sop_version = $sop_version
  AND step_position = unit_position
GROUP BY step_position
ORDER BY step_position

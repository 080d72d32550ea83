-- Grain: SOP version; units of the period's cases. `fixed_expected`: those with a fixed standard, what compliance is of.
SELECT
    sop_code,
    sop_version,
    coalesce(sum(expected), 0)::BIGINT AS expected,
    coalesce(sum(recorded), 0)::BIGINT AS recorded,
    coalesce(sum(backfilled), 0)::BIGINT AS backfilled,
    coalesce(sum(timed), 0)::BIGINT AS timed,
    coalesce(sum(on_time), 0)::BIGINT AS on_time,
    coalesce(sum(expected) FILTER (WHERE standard_s IS NOT NULL), 0)::BIGINT AS fixed_expected,
    coalesce(sum(round(lost_minutes * 60)::BIGINT), 0)::BIGINT AS lost_s
FROM rpt_sop_step_compliance
WHERE grain = $grain AND agency = $agency AND period_start = $first AND step_position = unit_position
GROUP BY sop_code, sop_version
ORDER BY sop_code, sop_version

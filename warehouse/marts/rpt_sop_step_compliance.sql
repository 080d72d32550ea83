-- grain: one row per service point, sop_code, sop_version, step_position, period, for periods with cases of that version
-- Counted per unit (a step observed alone, or a span); its figures stand on the unit's first step, the other steps of a
--   span point to it by `unit_position` and have no counts, steps that cannot be observed have neither.
-- `expected`: cases in which the unit applies; `recorded`: those with a finished step event; `backfilled`: of these,
--   entered later; `timed`: recorded, with a fixed standard and two observed moments; `on_time`: timed with duration ≤
--   standard (equal is on time). `recording_rate` = recorded ÷ expected; `on_time_rate` = on_time ÷ timed;
--   `compliance_rate` = on_time ÷ expected, only where the standard is fixed: a unit not recorded, or recorded without a
--   duration, is not compliant, so nobody improves the figure by recording less. `median_s`, `p90_s` by linear
--   interpolation over all durations; `lost_minutes` = Σ max(0, duration − standard).
-- Beside them, each its own deviation: `late`, `missing`, `untimed` (a fixed standard, recorded without a duration),
--   `repeated`, `out_of_order`; `accepted`: units with a deviation that was accepted; `paused_minutes`: waiting under pauses.
-- Steps of spans that were judged one by one in a measurement week stand in rpt_sop_measured_steps: their standards are others.
-- A unit belongs to the local day on which its case opened, as does the version that judges it. Accepted exceptions
--   change the case's own judgement (rpt_sop_cases), not these rates: they show what happened.
-- `standard_s` on a unit's first step is the unit's (the sum over a span), on other rows the step's own.
WITH grains (grain) AS (VALUES ('day'), ('month'), ('year')),
cases AS (
    SELECT c.agency, c.service_point, c.sop_code, c.sop_version, c.opened_on,
           m.is_touched AS in_touched_month
    FROM marts.rpt_sop_cases AS c
    JOIN year_months AS m ON m.kind = 'cases' AND m.agency = c.agency AND m.local_month = c.opened_month
),
periods AS (
    SELECT DISTINCT c.agency, c.service_point, c.sop_code, c.sop_version, g.grain,
           date_trunc(g.grain, c.opened_on)::DATE AS period_start
    FROM cases AS c JOIN grains AS g ON g.grain = 'year' OR c.in_touched_month
),
days AS (  -- counts add up over days, so that every unit is counted once
    SELECT u.agency, u.service_point, u.sop_code, u.sop_version, u.opened_on, m.is_touched AS in_touched_month, u.unit_position,
           count(*) AS expected,
           count(*) FILTER (WHERE u.is_recorded) AS recorded,
           count(*) FILTER (WHERE u.captured = 'backfilled') AS backfilled,
           count(*) FILTER (WHERE u.is_timed) AS timed,
           count(*) FILTER (WHERE u.is_timed AND u.is_on_time) AS on_time,
           sum(greatest(0, u.duration_us - u.standard_s * 1000000)) FILTER (WHERE u.is_timed)::BIGINT AS lost_us,
           count(*) FILTER (WHERE u.status = 'late') AS late,
           count(*) FILTER (WHERE u.status = 'untimed') AS untimed,
           count(*) FILTER (WHERE u.is_repeated) AS repeated,
           count(*) FILTER (WHERE u.is_out_of_order) AS out_of_order,
           count(*) FILTER (WHERE (u.status = 'late' AND u.late_accepted) OR (u.status = 'missing' AND u.missing_accepted)
                                  OR (u.is_out_of_order AND u.out_of_order_accepted) OR (u.is_repeated AND u.repeated_accepted))
               AS accepted,
           sum(u.paused_us)::BIGINT AS paused_us
    FROM marts.fct_case_units AS u
    JOIN year_months AS m ON m.kind = 'cases' AND m.agency = u.agency AND m.local_month = u.opened_month
    WHERE NOT u.is_split
    GROUP BY ALL
),
counted AS (
    SELECT d.agency, d.service_point, d.sop_code, d.sop_version, g.grain, date_trunc(g.grain, d.opened_on)::DATE AS period_start,
           d.unit_position, sum(COLUMNS(d.* EXCLUDE (agency, service_point, sop_code, sop_version, opened_on, in_touched_month, unit_position)))::BIGINT
    FROM days AS d JOIN grains AS g ON g.grain = 'year' OR d.in_touched_month
    GROUP BY ALL
),
timed_units AS NOT MATERIALIZED (
    SELECT u.agency, u.service_point, u.sop_code, u.sop_version, u.unit_position, u.opened_on, u.opened_month,
           m.is_touched AS in_touched_month, u.duration_us
    FROM marts.fct_case_units AS u
    JOIN year_months AS m ON m.kind = 'cases' AND m.agency = u.agency AND m.local_month = u.opened_month
    WHERE NOT u.is_split AND u.duration_us IS NOT NULL
),
timed AS (  -- quantiles do not add up
    SELECT agency, service_point, sop_code, sop_version, unit_position, 'day' AS grain, opened_on AS period_start,
           quantile_cont(duration_us, [0.5, 0.9]) AS quantiles_us
    FROM timed_units WHERE in_touched_month GROUP BY ALL
    UNION ALL
    SELECT agency, service_point, sop_code, sop_version, unit_position, 'month', opened_month, quantile_cont(duration_us, [0.5, 0.9])
    FROM timed_units WHERE in_touched_month GROUP BY ALL
    UNION ALL
    SELECT agency, service_point, sop_code, sop_version, unit_position, 'year', date_trunc('year', opened_on)::DATE,
           quantile_cont(duration_us, [0.5, 0.9])
    FROM timed_units GROUP BY ALL
),
figures AS (  -- the words again: what is counted is many rows, this is few
    SELECT * REPLACE (agency::VARCHAR AS agency, service_point::VARCHAR AS service_point, sop_code::VARCHAR AS sop_code),
           quantiles_us[1] / 1000000 AS median_s, quantiles_us[2] / 1000000 AS p90_s
    FROM counted
    LEFT JOIN timed USING (agency, service_point, sop_code, sop_version, grain, period_start, unit_position)
)
SELECT p.agency, p.service_point, p.grain, p.period_start, p.sop_code, p.sop_version, s.step_position, s.unit_position,
       s.printed_no, s.activity, s.time_kind, s.observed, s.condition,
       CASE WHEN h.is_head THEN s.unit_standard_s ELSE s.standard_s END AS standard_s,
       CASE WHEN h.is_head THEN coalesce(f.expected, 0) END AS expected,
       CASE WHEN h.is_head THEN coalesce(f.recorded, 0) END AS recorded,
       CASE WHEN h.is_head THEN coalesce(f.backfilled, 0) END AS backfilled,
       CASE WHEN h.is_head THEN coalesce(f.timed, 0) END AS timed,
       CASE WHEN h.is_head THEN coalesce(f.on_time, 0) END AS on_time,
       f.recorded / nullif(f.expected, 0) AS recording_rate,
       f.on_time / nullif(f.timed, 0) AS on_time_rate,
       CASE WHEN s.unit_standard_s IS NOT NULL THEN f.on_time / nullif(f.expected, 0) END AS compliance_rate,
       f.median_s, f.p90_s,
       CASE WHEN h.is_head AND s.unit_standard_s IS NOT NULL THEN coalesce(f.lost_us, 0) / 60000000 END AS lost_minutes,
       CASE WHEN h.is_head THEN coalesce(f.late, 0) END AS late,
       CASE WHEN h.is_head THEN coalesce(f.expected - f.recorded, 0) END AS missing,
       CASE WHEN h.is_head THEN coalesce(f.untimed, 0) END AS untimed,
       CASE WHEN h.is_head THEN coalesce(f.repeated, 0) END AS repeated,
       CASE WHEN h.is_head THEN coalesce(f.out_of_order, 0) END AS out_of_order,
       CASE WHEN h.is_head THEN coalesce(f.accepted, 0) END AS accepted,
       CASE WHEN h.is_head THEN coalesce(f.paused_us, 0) / 60000000 END AS paused_minutes
FROM periods AS p
JOIN ref.sop_steps AS s ON s.sop_code = p.sop_code AND s.sop_version = p.sop_version
CROSS JOIN LATERAL (
    SELECT coalesce(s.unit_position = s.step_position, false) AS is_head,
           CASE WHEN s.unit_position = s.step_position THEN s.unit_position END AS head_position
) AS h
LEFT JOIN figures AS f
    ON f.agency = p.agency AND f.service_point = p.service_point AND f.sop_code = p.sop_code
   AND f.sop_version = p.sop_version AND f.grain = p.grain AND f.period_start = p.period_start
   AND f.unit_position = h.head_position
ORDER BY p.agency, p.service_point, p.grain, p.period_start, p.sop_code, p.sop_version, s.step_position

-- grain: one row per case and unit that applies to it: fct_case_units as it is served
-- `duration_s`: what the officer worked, pauses (`paused_s`) left out. `is_measured`: of a measurement week, whose steps stand one
--   by one. `role`: of whoever recorded it.
-- `status`: on_time, late, missing, recorded (no fixed standard), untimed (recorded without two moments). A unit stands
--   under the local day on which its case opened.
SELECT u.case_id, u.agency, u.service_point, u.sop_code, u.sop_version, u.opened_on, u.opened_at,
       u.unit_position, u.activity, u.act, u.started_at, u.finished_at, u.duration_us / 1000000 AS duration_s,
       u.paused_us / 1000000 AS paused_s, u.standard_s, u.captured, u.role, u.is_measured, u.status, u.is_out_of_order, u.is_repeated,
       (u.status = 'late' AND u.late_accepted) OR (u.status = 'missing' AND u.missing_accepted) AS is_accepted
FROM marts.fct_case_units AS u

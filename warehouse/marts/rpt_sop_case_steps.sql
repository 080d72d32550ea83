-- grain: one row per case and unit that applies to it: fct_case_units with the words of its codes and of its SOP
-- `duration_s`: what the officer worked, pauses (`paused_s`) left out. `is_measured`: of a measurement week, whose steps stand one
--   by one. `role`: of whoever recorded it.
-- `status`: on_time, late, missing, recorded (no fixed standard), untimed (recorded without two moments). A unit stands
--   under the local day on which its case opened.
SELECT u.case_id, u.agency::VARCHAR AS agency, u.service_point::VARCHAR AS service_point, u.sop_code::VARCHAR AS sop_code,
       u.sop_version, u.opened_on, u.opened_at, u.unit_position, n.activity, n.act, u.started_at, u.finished_at,
       u.duration_us / 1000000 AS duration_s, u.paused_us / 1000000 AS paused_s, u.standard_s, u.captured::VARCHAR AS captured,
       u.role::VARCHAR AS role, u.is_measured, u.status::VARCHAR AS status, u.is_out_of_order, u.is_repeated,
       (u.status = 'late' AND u.late_accepted) OR (u.status = 'missing' AND u.missing_accepted) AS is_accepted
FROM marts.fct_case_units AS u
LEFT JOIN marts.rpt_sop_units AS n
    ON n.sop_code = u.sop_code::VARCHAR AND n.sop_version = u.sop_version AND n.unit_position = u.unit_position AND n.is_split = u.is_split

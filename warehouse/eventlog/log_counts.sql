-- grain: one row: what of the log was used and what was not
SELECT (SELECT count(*) FROM told_rows) AS rows,
       (SELECT count(*) FROM raw.step_events WHERE finished_at IS NOT NULL) AS events,
       (SELECT count(*) FROM marts.rpt_sop_cases) AS cases,
       (SELECT count(*) FROM marts.rpt_sop_cases WHERE compliant) AS compliant,
       (SELECT count(*) FROM log_cases) - (SELECT count(*) FROM marts.rpt_sop_cases) AS cases_not_in_force,
       (SELECT count(*) FROM told_events WHERE refused IS NULL AND kind = 'other' AND is_known) AS other_transitions,
       (SELECT count(*) FROM told_events WHERE refused IS NULL AND is_known AND unit IS NULL) AS not_measured,
       (SELECT count(*) FROM told_events WHERE refused IS NOT NULL) AS refused,
       (SELECT count(*) FROM told_events WHERE refused IS NULL AND unit IS NOT NULL) AS named

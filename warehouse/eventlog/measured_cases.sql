-- grain: one row per case of the log that the SOP judges, with its deviations told apart
-- `deviations`: the unit's first step and what was wrong there, e.g. "3 late; 5 missing".
WITH deviations AS (
    SELECT case_id,
           string_agg(concat_ws(' ', unit_position, CASE WHEN status IN ('late', 'missing', 'untimed') THEN status END,
                      CASE WHEN is_out_of_order THEN 'out_of_order' END, CASE WHEN is_repeated THEN 'repeated' END), '; '
                      ORDER BY unit_position) AS deviations
    FROM marts.fct_case_units
    WHERE status IN ('late', 'missing', 'untimed') OR is_out_of_order OR is_repeated
    GROUP BY case_id
)
SELECT l.case_name, c.opened_at, c.closed_at, c.compliant, c.expected_steps, c.recorded_steps, c.late_steps, c.missing_steps,
       c.out_of_order_steps, c.repeated_steps, c.untimed_steps, c.service_s, c.waiting_s, d.deviations
FROM marts.rpt_sop_cases AS c
JOIN log_cases AS l ON l.case_id = c.case_id
LEFT JOIN deviations AS d ON d.case_id = c.case_id
ORDER BY c.opened_at, l.case_name

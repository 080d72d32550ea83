-- grain: one row per SOP version and step row of the paper
-- `standard_s` is the step's own; `unit_standard_s` what its unit (a step observed alone, or a span) is judged by.
SELECT * FROM ref.sop_steps ORDER BY sop_code, sop_version, step_position

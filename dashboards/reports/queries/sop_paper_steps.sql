-- Grain: step row of one SOP version, as it is printed.
SELECT step_position, printed_no, activity, actor, actor_inferred, time_printed, output, observed, not_observed_reason, unit_position
FROM rpt_sop_steps
WHERE sop_code = $sop_code AND sop_version = $sop_version
ORDER BY step_position

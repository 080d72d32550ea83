-- Grain: SOP version, step, as the paper prints it; every version of every SOP with its title.
SELECT
    step.sop_code,
    step.sop_version,
    sop.title,
    step.step_position::INTEGER AS step_position,
    step.printed_no,
    step.activity,
    step.time_printed,
    step.time_kind,
    step.standard_s::DOUBLE AS standard_s,
    step.observed,
    step.unit_position::INTEGER AS unit_position,
    step.condition
FROM rpt_sop_steps AS step
LEFT JOIN rpt_sops AS sop USING (sop_code, sop_version)
ORDER BY step.sop_code, step.sop_version, step.step_position

-- Grain: unit of one case that was paused, with the time it waited.
SELECT unit_position::INTEGER AS unit_position, paused_s::DOUBLE AS paused_s
FROM rpt_sop_case_steps
WHERE case_id = TRY_CAST($case_id AS UUID)
  AND agency = ANY($agencies)
  AND paused_s > 0
ORDER BY unit_position

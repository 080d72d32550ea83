-- Grain: unit of one case, in the order of the SOP.
SELECT
    unit_position::INTEGER AS unit_position, activity, started_at, finished_at,
    duration_s::DOUBLE AS duration_s, standard_s::DOUBLE AS standard_s, captured, status,
    is_out_of_order, is_repeated, is_accepted
FROM rpt_sop_case_steps
WHERE case_id = TRY_CAST($case_id AS UUID)
  AND agency = ANY($agencies)
ORDER BY unit_position

-- Grain: SOP version, unit; durations of one SOP's units that were seen from beginning to end, of the cases opened on the
-- local days picked. Median and p90 do not add up over days, so they are taken from the cases (linear interpolation).
WITH split AS (  -- cases of a measurement week, in which steps of a span were judged one by one: not the span
    SELECT step.case_id, row_of_paper.unit_position
    FROM rpt_sop_case_steps AS step
    JOIN rpt_sop_steps AS row_of_paper
        ON row_of_paper.sop_code = step.sop_code
       AND row_of_paper.sop_version = step.sop_version
       AND row_of_paper.step_position = step.unit_position
       AND row_of_paper.unit_position <> row_of_paper.step_position
    WHERE step.sop_code = $sop_code
      AND step.opened_on BETWEEN $first AND $last
)
SELECT
    step.sop_version,
    step.unit_position,
    count(step.duration_s)::BIGINT AS durations,
    quantile_cont(step.duration_s, 0.5)::DOUBLE AS median_s,
    quantile_cont(step.duration_s, 0.9)::DOUBLE AS p90_s
FROM rpt_sop_case_steps AS step
ANTI JOIN split ON split.case_id = step.case_id AND split.unit_position = step.unit_position
WHERE step.sop_code = $sop_code
  AND step.opened_on BETWEEN $first AND $last
  AND step.agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR step.service_point = $service_point)
GROUP BY ALL
ORDER BY ALL

-- Grain: unit of one SOP version; how often each deviation happened in the cases opened on the local days picked, accepted or not.
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
    step.unit_position::INTEGER AS unit_position,
    count(*) FILTER (WHERE status = 'late')::BIGINT AS late,
    count(*) FILTER (WHERE status = 'missing')::BIGINT AS missing,
    count(*) FILTER (WHERE status = 'untimed')::BIGINT AS untimed,
    count(*) FILTER (WHERE is_out_of_order)::BIGINT AS out_of_order,
    count(*) FILTER (WHERE is_repeated)::BIGINT AS repeated,
    count(*) FILTER (WHERE is_accepted)::BIGINT AS accepted
FROM rpt_sop_case_steps AS step
ANTI JOIN split ON split.case_id = step.case_id AND split.unit_position = step.unit_position
WHERE sop_code = $sop_code
  AND sop_version = $sop_version
  AND opened_on BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL

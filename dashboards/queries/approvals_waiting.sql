-- Grain: one row; open cases that wait for an approval now: their step whose paper is the approval has not been done.
SELECT
    count(*)::BIGINT AS requests,
    coalesce(max(date_diff('day', c.opened_on, $at::DATE)), 0)::BIGINT AS oldest_days
FROM rpt_sop_cases AS c
JOIN rpt_sop_steps AS s
  ON s.sop_code = c.sop_code AND s.sop_version = c.sop_version AND s.required_document = 'approval'
LEFT JOIN rpt_sop_case_steps AS e ON e.case_id = c.case_id AND e.unit_position = s.unit_position
WHERE c.closed_at IS NULL
  AND e.finished_at IS NULL
  AND c.agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR c.service_point = $service_point)

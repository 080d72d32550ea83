-- Grain: case, latest first; cases of one SOP version opened on the local days picked, of one kind of deviation when asked,
-- and only those in which the unit $unit_position was late or missing when one is given.
SELECT
    one_case.case_id::VARCHAR AS case_id,
    one_case.agency,
    one_case.service_point,
    one_case.opened_at,
    one_case.closed_at,
    one_case.compliant,
    one_case.late_steps::INTEGER AS late_steps,
    one_case.missing_steps::INTEGER AS missing_steps,
    one_case.out_of_order_steps::INTEGER AS out_of_order_steps,
    one_case.repeated_steps::INTEGER AS repeated_steps,
    one_case.untimed_steps::INTEGER AS untimed_steps,
    one_case.missing_documents::INTEGER AS missing_documents,
    one_case.service_s::DOUBLE AS service_s,
    one_case.waiting_s::DOUBLE AS waiting_s
FROM rpt_sop_cases AS one_case
WHERE one_case.sop_code = $sop_code
  AND one_case.sop_version = $sop_version
  AND one_case.opened_on BETWEEN $first AND $last
  AND one_case.agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR one_case.service_point = $service_point)
  AND CASE $deviation
        WHEN 'any' THEN NOT one_case.compliant
        WHEN 'late' THEN one_case.late_steps > 0
        WHEN 'missing' THEN one_case.missing_steps > 0
        WHEN 'untimed' THEN one_case.untimed_steps > 0
        WHEN 'repeated' THEN one_case.repeated_steps > 0
        WHEN 'out_of_order' THEN one_case.out_of_order_steps > 0
        WHEN 'document' THEN one_case.missing_documents > 0
        ELSE true
      END
  AND (
        $unit_position::INTEGER IS NULL
        OR EXISTS (
            SELECT 1
            FROM rpt_sop_case_steps AS step
            WHERE step.case_id = one_case.case_id
              AND step.unit_position = $unit_position
              AND step.status IN ('late', 'missing')
        )
      )
ORDER BY one_case.opened_at DESC, one_case.case_id

-- Grain: one row; cases of one SOP version opened on the local days picked, and what they deviated in; with
-- $unit_position only those in which that unit was late or missing.
SELECT
    count(*)::BIGINT AS cases,
    count(*) FILTER (WHERE compliant)::BIGINT AS compliant,
    count(*) FILTER (WHERE late_steps > 0)::BIGINT AS late,
    count(*) FILTER (WHERE missing_steps > 0)::BIGINT AS missing,
    count(*) FILTER (WHERE untimed_steps > 0)::BIGINT AS untimed,
    count(*) FILTER (WHERE repeated_steps > 0)::BIGINT AS repeated,
    count(*) FILTER (WHERE out_of_order_steps > 0)::BIGINT AS out_of_order,
    count(*) FILTER (WHERE missing_documents > 0)::BIGINT AS missing_documents
FROM rpt_sop_cases AS one_case
WHERE one_case.sop_code = $sop_code
  AND one_case.sop_version = $sop_version
  AND one_case.opened_on BETWEEN $first AND $last
  AND one_case.agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR one_case.service_point = $service_point)
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

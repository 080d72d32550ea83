-- Grain: case; the one asked for, if it is of an agency one may look at.
SELECT
    case_id::VARCHAR AS case_id, agency, service_point, sop_code, sop_version, opened_at, closed_at, compliant,
    late_steps::INTEGER AS late_steps, missing_steps::INTEGER AS missing_steps,
    out_of_order_steps::INTEGER AS out_of_order_steps, repeated_steps::INTEGER AS repeated_steps,
    untimed_steps::INTEGER AS untimed_steps, missing_documents::INTEGER AS missing_documents,
    service_s::DOUBLE AS service_s, waiting_s::DOUBLE AS waiting_s
FROM rpt_sop_cases
WHERE case_id = TRY_CAST($case_id AS UUID)
  AND agency = ANY($agencies)

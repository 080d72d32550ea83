-- Grain: one row; cases of one SOP version opened on the local days picked, and their median service and waiting time. The
-- waiting time is known of closed cases only.
SELECT
    count(*)::BIGINT AS cases,
    count(*) FILTER (WHERE compliant)::BIGINT AS compliant,
    count(closed_at)::BIGINT AS closed,
    quantile_cont(service_s, 0.5)::DOUBLE AS service_s,
    quantile_cont(waiting_s, 0.5)::DOUBLE AS waiting_s
FROM rpt_sop_cases
WHERE sop_code = $sop_code
  AND sop_version = $sop_version
  AND opened_on BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)

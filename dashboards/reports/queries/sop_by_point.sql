-- Grain: service point; the period's cases of one SOP, and in how many of them which deviation stands.
SELECT
    service_point,
    count(*)::BIGINT AS cases,
    count(*) FILTER (WHERE compliant)::BIGINT AS compliant,
    count(*) FILTER (WHERE late_steps > 0)::BIGINT AS late,
    count(*) FILTER (WHERE missing_steps > 0)::BIGINT AS missing,
    count(*) FILTER (WHERE untimed_steps > 0)::BIGINT AS untimed,
    count(*) FILTER (WHERE out_of_order_steps > 0)::BIGINT AS out_of_order,
    count(*) FILTER (WHERE repeated_steps > 0)::BIGINT AS repeated,
    count(*) FILTER (WHERE missing_documents > 0)::BIGINT AS missing_documents
FROM rpt_sop_cases
WHERE agency = $agency AND sop_code = $sop_code AND opened_on BETWEEN $first AND $last
GROUP BY service_point
ORDER BY service_point

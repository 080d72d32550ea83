-- Grain: day or month ($step) of the period; cases of one SOP that were opened then, and how many of them are compliant.
SELECT
    date_trunc($step, opened_on)::DATE AS period_start,
    count(*)::BIGINT AS cases,
    count(*) FILTER (WHERE compliant)::BIGINT AS compliant
FROM rpt_sop_cases
WHERE agency = $agency AND sop_code = $sop_code AND opened_on BETWEEN $first AND $last
GROUP BY date_trunc($step, opened_on)
ORDER BY date_trunc($step, opened_on)

-- Grain: day or month ($step) of the period, value of one dimension ($dimension), as INLISLite's frequency form counts.
WITH classed AS (
    SELECT
        period_start,
        CASE $dimension
            WHEN 'service_point' THEN service_point
            WHEN 'visitor_type' THEN visitor_type
            WHEN 'sex' THEN sex
            WHEN 'occupation' THEN occupation
            WHEN 'education' THEN education
            WHEN 'purpose' THEN purpose
        END AS value,
        visits
    FROM rpt_visitors
    WHERE grain = $step AND agency = $agency AND period_start BETWEEN $first AND $last AND visitor_type <> 'outreach'
)
SELECT period_start, value, sum(visits)::BIGINT AS visits
FROM classed
GROUP BY period_start, value
HAVING sum(visits) > 0
ORDER BY period_start, value NULLS LAST

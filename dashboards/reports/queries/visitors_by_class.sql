-- Grain: value of one dimension ($dimension: sex, age_class, occupation, education, purpose); the period's visits of single
-- visitors, whose class is registered, and the heads of groups as the groups were broken down. A group has a purpose of its
-- own: there its heads stand among the visits.
WITH single_visits AS (
    SELECT
        CASE $dimension
            WHEN 'sex' THEN sex
            WHEN 'age_class' THEN age_class
            WHEN 'occupation' THEN occupation
            WHEN 'education' THEN education
            WHEN 'purpose' THEN purpose
        END AS value,
        CASE WHEN $dimension = 'purpose' THEN visits ELSE visits - group_heads END AS visits,
        0 AS heads
    FROM rpt_visitors
    WHERE grain = $grain AND agency = $agency AND period_start = $first AND visitor_type <> 'outreach'
),
group_counts AS (
    SELECT value, 0 AS visits, heads
    FROM rpt_group_visitors
    WHERE grain = $grain AND agency = $agency AND period_start = $first AND dimension = $dimension
)
SELECT value, sum(visits)::BIGINT AS visits, sum(heads)::BIGINT AS heads
FROM (SELECT * FROM single_visits UNION ALL SELECT * FROM group_counts)
GROUP BY value
HAVING sum(visits) + sum(heads) > 0
ORDER BY value NULLS LAST

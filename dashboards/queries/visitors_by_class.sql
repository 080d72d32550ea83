-- Grain: value of one dimension ($dimension: visitor_type, sex, age_class, occupation, education, purpose); visits of the
-- period, of these in groups, and room visits beside them.
SELECT
    CASE $dimension
        WHEN 'sex' THEN sex
        WHEN 'age_class' THEN age_class
        WHEN 'occupation' THEN occupation
        WHEN 'education' THEN education
        WHEN 'purpose' THEN purpose
        ELSE visitor_type
    END AS value,
    sum(visits)::BIGINT AS visits,
    (sum(visits) - sum(group_heads))::BIGINT AS single_visits,
    sum(group_heads)::BIGINT AS group_heads,
    sum(room_visits)::BIGINT AS room_visits
FROM rpt_visitors
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
HAVING sum(visits) + sum(room_visits) > 0
ORDER BY visits DESC, value

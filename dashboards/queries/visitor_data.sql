-- Grain: bucket, agency, service point, visitor_type, sex, age_class, occupation, education, purpose, latest first.
SELECT
    date_trunc($bucket, period_start)::DATE AS bucket,
    agency,
    service_point,
    visitor_type,
    sex,
    age_class,
    occupation,
    education,
    purpose,
    sum(visits)::BIGINT AS visits,
    sum(group_heads)::BIGINT AS group_heads,
    sum(room_visits)::BIGINT AS room_visits
FROM rpt_visitors
WHERE grain = 'day'
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
HAVING sum(visits) + sum(room_visits) > 0
ORDER BY bucket DESC, agency, service_point, visits DESC, visitor_type, sex, age_class, occupation, education, purpose

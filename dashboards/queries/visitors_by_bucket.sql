-- Grain: bucket (day, week from Monday, or month); visits by visitor type, and room visits beside them.
SELECT
    date_trunc($bucket, period_start)::DATE AS bucket,
    sum(visits)::BIGINT AS visits,
    coalesce(sum(visits) FILTER (WHERE visitor_type = 'member'), 0)::BIGINT AS member_visits,
    coalesce(sum(visits) FILTER (WHERE visitor_type = 'guest'), 0)::BIGINT AS guest_visits,
    sum(group_heads)::BIGINT AS group_heads,
    sum(room_visits)::BIGINT AS room_visits
FROM rpt_visitors
WHERE grain = 'day'
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL

-- Grain: agency, service point; the counts of the period, each apart.
SELECT
    agency,
    service_point,
    sum(visits)::BIGINT AS visits,
    coalesce(sum(visits) FILTER (WHERE visitor_type = 'member'), 0)::BIGINT AS member_visits,
    coalesce(sum(visits) FILTER (WHERE visitor_type = 'guest'), 0)::BIGINT AS guest_visits,
    sum(group_heads)::BIGINT AS group_heads,
    sum(room_visits)::BIGINT AS room_visits,
    sum(outreach_visitors)::BIGINT AS outreach_visitors
FROM rpt_visitors
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY agency, service_point

-- Grain: service point; the period's counts, each apart: a room visit or a visitor on the road is no second visit.
SELECT
    service_point,
    sum(visits)::BIGINT AS visits,
    coalesce(sum(visits) FILTER (WHERE visitor_type = 'member'), 0)::BIGINT AS member_visits,
    coalesce(sum(visits) FILTER (WHERE visitor_type = 'guest'), 0)::BIGINT AS guest_visits,
    sum(group_heads)::BIGINT AS group_heads,
    sum(room_visits)::BIGINT AS room_visits,
    sum(outreach_visitors)::BIGINT AS outreach_visitors
FROM rpt_visitors
WHERE grain = $grain AND agency = $agency AND period_start = $first
GROUP BY service_point
ORDER BY service_point

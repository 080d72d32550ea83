-- Grain: day or month ($step) of the period; visits by who came, rooms and outreach apart.
SELECT
    period_start,
    coalesce(sum(visits) FILTER (WHERE visitor_type = 'member'), 0)::BIGINT AS member_visits,
    coalesce(sum(visits) FILTER (WHERE visitor_type = 'guest'), 0)::BIGINT AS guest_visits,
    coalesce(sum(visits) FILTER (WHERE visitor_type = 'group'), 0)::BIGINT AS group_heads,
    sum(visits)::BIGINT AS visits,
    sum(room_visits)::BIGINT AS room_visits,
    sum(outreach_visitors)::BIGINT AS outreach_visitors
FROM rpt_visitors
WHERE grain = $step AND agency = $agency AND period_start BETWEEN $first AND $last
GROUP BY period_start
ORDER BY period_start

-- Grain: one row; guest-book registrations of the period (a group counts with its heads, which stand again in
-- `group_heads`), and the two counts that are never added to them: room guest books and outreach.
SELECT
    coalesce(sum(visits), 0)::BIGINT AS visits,
    coalesce(sum(visits) FILTER (WHERE visitor_type = 'member'), 0)::BIGINT AS member_visits,
    coalesce(sum(visits) FILTER (WHERE visitor_type = 'guest'), 0)::BIGINT AS guest_visits,
    coalesce(sum(group_heads), 0)::BIGINT AS group_heads,
    coalesce(sum(room_visits), 0)::BIGINT AS room_visits,
    coalesce(sum(outreach_visitors), 0)::BIGINT AS outreach_visitors
FROM rpt_visitors
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)

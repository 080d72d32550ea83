-- grain: one row per guest-book registration of a touched year that was not cancelled
-- `visits`: a member or guest counts once, a group with its heads (DOMAIN: "group visits with their head count").
SELECT v.visit_id, v.agency, v.service_point, v.occurred_at, v.local_day, v.local_month, a.timezone,
       v.visitor_type, v.member_key, v.sex, v.age_class, v.occupation, v.education, v.purpose,
       CASE WHEN v.visitor_type = 'group' THEN v.head_count ELSE 1 END AS visits,
       CASE WHEN v.visitor_type = 'group' THEN v.head_count ELSE 0 END AS group_heads,
       m.is_touched AS in_touched_month
FROM raw.visits AS v
JOIN year_months AS m ON m.kind = 'visits' AND m.agency = v.agency AND m.local_month = v.local_month
LEFT JOIN ref.agencies AS a ON a.agency = v.agency
WHERE NOT EXISTS (SELECT 1 FROM raw.visit_cancellations AS c WHERE c.visit_id = v.visit_id)

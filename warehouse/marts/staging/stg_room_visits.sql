-- grain: one row per entry in a room's guest book of a touched year, unless its visit was cancelled
-- The classes are those of the guest-book registration it hangs on: with that cancelled, nobody stands behind the entry.
SELECT r.room_visit_id, r.agency, r.service_point, r.local_day, r.visitor_type, r.sex, r.age_class, r.occupation,
       r.education, r.purpose, m.local_month IS NOT NULL AS in_touched_month
FROM raw.room_visits AS r
JOIN touched_years AS y ON y.kind = 'visits' AND y.agency = r.agency AND r.local_day BETWEEN y.first_day AND y.last_day
LEFT JOIN touched_months AS m ON m.kind = 'visits' AND m.agency = r.agency AND m.local_month = r.local_month
WHERE NOT EXISTS (SELECT 1 FROM raw.visit_cancellations AS c WHERE c.visit_id = r.visit_id)

-- grain: one row per entry in a room's guest book of a touched year, unless its visit was cancelled
-- The classes are those of the guest-book registration it hangs on: with that cancelled, nobody stands behind the entry.
SELECT r.room_visit_id, r.agency, r.service_point, r.local_day, r.visitor_type, r.sex, r.age_class, r.occupation,
       r.education, r.purpose, m.is_touched AS in_touched_month
FROM raw.room_visits AS r
JOIN year_months AS m ON m.kind = 'visits' AND m.agency = r.agency AND m.local_month = r.local_month
WHERE NOT EXISTS (SELECT 1 FROM raw.visit_cancellations AS c WHERE c.visit_id = r.visit_id)

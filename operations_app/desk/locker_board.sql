-- one row per locker in use at a service point: whose bag, since when, its number card, which inspections were made
SELECT
    l.locker_no, l.name, m.member_no, l.deposited_at, l.card_lost, l.visit_id IS NOT NULL AS has_visit,
    coalesce(bool_or(e.unit_position = 4), FALSE) AS inspected_in,
    coalesce(bool_or(e.unit_position = 5), FALSE) AS inspected_out
FROM state_lockers l
LEFT JOIN state_members m ON m.member_key = l.member_key
LEFT JOIN step_events e ON e.case_id = l.case_id AND e.unit_position IN (4, 5)
WHERE l.service_point = $point
GROUP BY ALL
ORDER BY l.locker_no

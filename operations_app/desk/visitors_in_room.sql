-- one row per open case of one SOP at one service point: who the visitor is and which units were recorded of it
-- ($since: when the oldest of them opened; the facts before it are left unread)
WITH here AS MATERIALIZED (
    SELECT case_id, visit_id, member_key, opened_at
    FROM state_open_cases
    WHERE service_point = $point AND sop_code = $sop AND ($case_id::UUID IS NULL OR case_id = $case_id::UUID)
),
done AS (
    SELECT case_id, list(DISTINCT unit_position) AS units
    FROM step_events
    WHERE occurred_at >= $since AND finished_at IS NOT NULL AND case_id IN (SELECT case_id FROM here)
    GROUP BY case_id
),
held AS (
    SELECT case_id, list(DISTINCT condition) AS conditions
    FROM case_conditions WHERE occurred_at >= $since AND case_id IN (SELECT case_id FROM here) GROUP BY case_id
),
read AS (
    SELECT case_id, count(*) AS copies
    FROM in_house_uses WHERE occurred_at >= $since AND case_id IN (SELECT case_id FROM here) GROUP BY case_id
),
booked AS (SELECT DISTINCT case_id FROM room_visits WHERE occurred_at >= $since)
SELECT
    h.case_id, h.visit_id, h.opened_at, m.member_no, v.visit_no, v.visited_on,
    coalesce(m.name, i.name, '') AS name,
    coalesce(d.units, []) AS units,
    coalesce(c.conditions, []) AS conditions,
    coalesce(r.copies, 0) AS copies_counted,
    b.case_id IS NOT NULL AS is_in_room_book
FROM here h
LEFT JOIN done d USING (case_id)
LEFT JOIN held c USING (case_id)
LEFT JOIN read r USING (case_id)
LEFT JOIN booked b USING (case_id)
LEFT JOIN visits v ON v.visit_id = h.visit_id
LEFT JOIN visit_identities i ON i.visit_id = h.visit_id
LEFT JOIN state_members m ON m.member_key = h.member_key
ORDER BY h.opened_at DESC, h.case_id

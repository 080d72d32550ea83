-- one row per open case of one SOP at one service point: who the visitor is and which units were recorded of it
WITH here AS MATERIALIZED (
    SELECT case_id, visit_id, member_key, opened_at
    FROM state_open_cases
    WHERE service_point = $point AND sop_code = $sop AND ($case_id::UUID IS NULL OR case_id = $case_id::UUID)
),
done AS (
    SELECT e.case_id, list(DISTINCT e.unit_position) AS units
    FROM step_events e
    WHERE e.case_id IN (SELECT case_id FROM here) AND e.occurred_at >= (SELECT min(opened_at) FROM here)
      AND e.finished_at IS NOT NULL
    GROUP BY e.case_id
)
SELECT
    h.case_id, h.visit_id, h.opened_at, m.member_no, v.visit_no, v.visited_on,
    coalesce(m.name, i.name, '') AS name,
    coalesce(d.units, []) AS units,
    coalesce((SELECT list(DISTINCT k.condition) FROM case_conditions k WHERE k.case_id = h.case_id), []) AS conditions,
    (SELECT count(*) FROM in_house_uses u WHERE u.case_id = h.case_id AND u.occurred_at >= h.opened_at) AS copies_counted,
    EXISTS (SELECT 1 FROM room_visits r WHERE r.case_id = h.case_id) AS is_in_room_book
FROM here h
LEFT JOIN done d USING (case_id)
LEFT JOIN visits v ON v.visit_id = h.visit_id
LEFT JOIN visit_identities i ON i.visit_id = h.visit_id
LEFT JOIN state_members m ON m.member_key = h.member_key
ORDER BY h.opened_at DESC, h.case_id

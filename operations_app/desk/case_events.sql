-- one row per case and finished step event that counts for it: the case's own, and the shared acts of its visit
WITH wanted AS (SELECT case_id, visit_id, sop_code, occurred_at FROM cases WHERE list_contains($cases::UUID[], case_id)),
bags AS (
    SELECT w.case_id, d.case_id AS bag_case_id
    FROM wanted w
    LEFT JOIN visits v ON v.visit_id = w.visit_id
    JOIN bag_deposits d ON d.visit_id = w.visit_id OR d.case_id = v.bag_case_id
    WHERE w.sop_code <> 'locker'
    QUALIFY row_number() OVER (
        PARTITION BY w.case_id
        ORDER BY d.occurred_at <= w.occurred_at DESC, abs(epoch_us(d.occurred_at) - epoch_us(w.occurred_at)), d.case_id
    ) = 1
)
SELECT w.case_id, e.event_id, e.unit_position, NULL AS act, e.started_at, e.finished_at, e.captured
FROM wanted w
JOIN step_events e ON e.case_id = w.case_id AND e.sop_code = w.sop_code
WHERE e.finished_at IS NOT NULL
UNION
SELECT w.case_id, e.event_id, NULL, e.act, e.started_at, e.finished_at, e.captured
FROM wanted w
LEFT JOIN bags b ON b.case_id = w.case_id
JOIN step_events e ON (e.case_id IS NULL AND e.visit_id = w.visit_id) OR e.case_id = b.bag_case_id
WHERE e.act IS NOT NULL AND e.finished_at IS NOT NULL AND w.sop_code <> 'locker'
ORDER BY 6, 2

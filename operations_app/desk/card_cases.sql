-- one row per open case of SOP card or card renewal at one service point: whose card, what is owed for it
WITH open_ones AS MATERIALIZED (
    SELECT * FROM state_open_cases
    WHERE service_point = $point AND sop_code IN ('card', 'card_renewal') AND ($case_id::UUID IS NULL OR case_id = $case_id::UUID)
),
registered AS (
    SELECT e.case_id, any_value(b.member_key) AS member_key
    FROM step_events e
    JOIN members b USING (txid)
    WHERE e.sop_code = 'card' AND e.case_id IN (SELECT case_id FROM open_ones)
    GROUP BY e.case_id
),
candidates AS (
    SELECT case_id, any_value(note) AS name FROM case_notes
    WHERE about = 'candidate' AND case_id IN (SELECT case_id FROM open_ones) GROUP BY case_id
)
SELECT
    s.case_id, s.sop_code, s.opened_at, s.last_finished_at, coalesce(m.name, k.name) AS name, m.member_no, m.expires_on,
    c.charge_id, coalesce(c.outstanding_idr, 0) AS outstanding_idr,
    (SELECT arg_max(p.sha256, p.txid) FROM member_photos p WHERE p.member_key = m.member_key) AS photo_sha256
FROM open_ones s
LEFT JOIN candidates k USING (case_id)
LEFT JOIN registered r USING (case_id)
LEFT JOIN state_members m ON m.member_key = coalesce(r.member_key, s.member_key)
LEFT JOIN state_open_charges c ON c.case_id = s.case_id AND c.revenue_kind = 'card_fee'
ORDER BY s.opened_at DESC, s.case_id

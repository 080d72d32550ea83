-- one row per open photocopy case of one service point: where, which book, whose, and the identity card held for it
WITH open_ones AS MATERIALIZED (
    SELECT * FROM state_open_cases WHERE service_point = $point AND sop_code = 'photocopy'
),
placed AS (
    SELECT case_id, bool_or(condition = 'copy_outside') AS is_outside FROM case_conditions
    WHERE case_id IN (SELECT case_id FROM open_ones) GROUP BY case_id
)
SELECT
    s.case_id, s.opened_at, s.last_finished_at, coalesce(p.is_outside, false) AS is_outside,
    b.copy_no, b.title, b.collection, coalesce(m.name, i.name) AS visitor_name, m.member_no,
    h.note_no, h.name AS held_of, h.document_kind, h.held_at, h.due_at, n.valuables,
    EXISTS (SELECT 1 FROM photocopies f WHERE f.case_id = s.case_id) AS is_copied,
    EXISTS (SELECT 1 FROM identity_releases r WHERE r.case_id = s.case_id) AS is_released
FROM open_ones s
LEFT JOIN placed p USING (case_id)
LEFT JOIN cases c ON c.case_id = s.case_id
LEFT JOIN journal j ON j.txid = c.txid
LEFT JOIN state_copies b ON b.copy_no = json_extract_string(j.payload, '$.copy_no')
LEFT JOIN state_members m ON m.member_key = s.member_key
LEFT JOIN visit_identities i ON i.visit_id = s.visit_id
LEFT JOIN state_identity_holds h ON h.case_id = s.case_id
LEFT JOIN hold_identities n ON n.case_id = s.case_id
ORDER BY s.opened_at, s.case_id

-- one row per open return case of one service point, the oldest first
SELECT
    s.case_id, m.member_no, m.name AS member_name, s.opened_at, s.last_finished_at,
    coalesce((SELECT sum(c.outstanding_idr) FROM state_open_charges c WHERE c.case_id = s.case_id), 0)::BIGINT AS unpaid_idr,
    EXISTS (SELECT 1 FROM case_conditions k WHERE k.case_id = s.case_id AND k.condition = 'fine') AS was_fined
FROM state_open_cases s
LEFT JOIN state_members m USING (member_key)
WHERE s.service_point = $point AND s.sop_code = 'return'
ORDER BY s.opened_at

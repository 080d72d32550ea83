-- one row per payment (a receipt) of a service point in the period, or one payment; with whom it was received from, as the desk knows
SELECT p.payment_id, p.occurred_at AS received_at, timezone($zone, p.occurred_at)::DATE AS received_on, p.service_point, p.agency,
    p.node, p.receipt_year, p.receipt_no, p.revenue_kind, p.amount_idr, p.method, p.case_id, p.charge_id, c.member_key,
    c.amount_idr AS charged_idr, m.member_no,
    coalesce(m.name, (SELECT any_value(n.note) FROM case_notes AS n WHERE n.case_id = p.case_id AND n.about = 'candidate'),
        (SELECT any_value(h.name) FROM hold_identities AS h WHERE h.case_id = p.case_id)) AS payer,
    (SELECT t.title FROM loans AS l JOIN titles AS t USING (title_id) WHERE l.loan_id = c.loan_id ORDER BY t.txid DESC LIMIT 1) AS title,
    (SELECT f.pages FROM photocopies AS f WHERE f.case_id = p.case_id LIMIT 1) AS pages,
    s.name AS received_by,
    (SELECT a.nip FROM staff_accounts AS a WHERE a.staff_key = p.staff_key ORDER BY a.txid DESC LIMIT 1) AS received_by_nip,
    r.occurred_at AS reversed_at, d.slip_no, d.deposited_on
FROM payments AS p
JOIN charges AS c USING (charge_id)
LEFT JOIN state_members AS m ON m.member_key = c.member_key
LEFT JOIN state_accounts AS s ON s.staff_key = p.staff_key
LEFT JOIN payment_reversals AS r ON r.payment_id = p.payment_id
LEFT JOIN deposit_lines AS l ON l.payment_id = p.payment_id AND l.reversal_id IS NULL
LEFT JOIN deposits AS d ON d.deposit_id = l.deposit_id
WHERE ($payment IS NULL OR p.payment_id = $payment::UUID)
    AND ($point IS NULL OR p.service_point = $point)
    AND ($first IS NULL OR timezone($zone, p.occurred_at)::DATE BETWEEN $first AND $last)
ORDER BY p.node, p.receipt_year, p.receipt_no

-- one row per deposit slip (STS) of a service point, or one slip; the newest first
SELECT d.deposit_id, d.slip_no, d.deposited_on, d.occurred_at AS recorded_at, d.amount_idr, d.service_point, d.agency,
    s.name AS deposited_by,
    (SELECT a.nip FROM staff_accounts AS a WHERE a.staff_key = d.staff_key ORDER BY a.txid DESC LIMIT 1) AS deposited_by_nip,
    (SELECT count(DISTINCT payment_id) FROM deposit_lines AS l WHERE l.deposit_id = d.deposit_id AND l.reversal_id IS NULL) AS receipts,
    (SELECT min(timezone($zone, p.occurred_at)::DATE) FROM deposit_lines AS l JOIN payments AS p USING (payment_id)
        WHERE l.deposit_id = d.deposit_id AND l.reversal_id IS NULL) AS received_from,
    (SELECT max(timezone($zone, p.occurred_at)::DATE) FROM deposit_lines AS l JOIN payments AS p USING (payment_id)
        WHERE l.deposit_id = d.deposit_id AND l.reversal_id IS NULL) AS received_until
FROM deposits AS d LEFT JOIN state_accounts AS s USING (staff_key)
WHERE ($deposit IS NULL OR d.deposit_id = $deposit::UUID) AND ($point IS NULL OR d.service_point = $point)
ORDER BY d.deposited_on DESC, d.occurred_at DESC
LIMIT $most

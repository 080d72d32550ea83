-- one row: what of a payment's charge was settled when the payment was made (with it), and the roles of who received it
SELECT p.charge_id,
    (SELECT coalesce(sum(q.amount_idr), 0) FROM payments AS q WHERE q.charge_id = p.charge_id AND q.txid <= p.txid)
    - (SELECT coalesce(sum(r.amount_idr), 0) FROM payment_reversals AS r WHERE r.charge_id = p.charge_id AND r.txid <= p.txid)
    + (SELECT coalesce(sum(w.amount_idr), 0) FROM waivers AS w WHERE w.charge_id = p.charge_id AND w.txid <= p.txid) AS settled_idr,
    s.roles
FROM payments AS p
LEFT JOIN state_accounts AS s ON s.staff_key = p.staff_key
WHERE p.payment_id = $payment

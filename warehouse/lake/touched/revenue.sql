-- grain: one row per agency and local month from which on transactions first..last of a node change money figures
-- A settlement stands at the service point of its charge, which another node may publish later; a deposit in the month of
-- the day on its slip.
INSERT OR IGNORE INTO raw.pending
WITH new_charges AS (
    SELECT charge_id, agency, local_month FROM raw.charges WHERE node = $node AND txid BETWEEN $first AND $last
)
SELECT 'revenue', agency, local_month FROM new_charges
UNION
SELECT 'revenue', agency, local_month FROM raw.payments WHERE source_node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'revenue', agency, local_month FROM raw.payment_reversals WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'revenue', agency, local_month FROM raw.waivers WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'revenue', agency, date_trunc('month', deposited_on)::DATE
FROM raw.deposits WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'revenue', d.agency, date_trunc('month', d.deposited_on)::DATE
FROM raw.deposit_lines AS l JOIN raw.deposits AS d ON d.deposit_id = l.deposit_id
WHERE l.node = $node AND l.txid BETWEEN $first AND $last
UNION
SELECT 'revenue', p.agency, p.local_month FROM raw.payments AS p JOIN new_charges AS n ON n.charge_id = p.charge_id
UNION
SELECT 'revenue', r.agency, r.local_month FROM raw.payment_reversals AS r JOIN new_charges AS n ON n.charge_id = r.charge_id
UNION
SELECT 'revenue', w.agency, w.local_month FROM raw.waivers AS w JOIN new_charges AS n ON n.charge_id = w.charge_id

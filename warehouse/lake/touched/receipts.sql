-- grain: one row per agency and local month of a receipt that transactions first..last of a node bring, reverse or deposit
INSERT OR IGNORE INTO raw.pending
SELECT 'receipts', agency, local_month FROM raw.payments WHERE source_node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'receipts', p.agency, p.local_month
FROM raw.payment_reversals AS r JOIN raw.payments AS p ON p.payment_id = r.payment_id
WHERE r.node = $node AND r.txid BETWEEN $first AND $last
UNION
SELECT 'receipts', p.agency, p.local_month
FROM raw.deposit_lines AS l JOIN raw.payments AS p ON p.payment_id = l.payment_id
WHERE l.node = $node AND l.txid BETWEEN $first AND $last
UNION
SELECT 'receipts', p.agency, p.local_month
FROM raw.deposits AS d
JOIN raw.deposit_lines AS l ON l.deposit_id = d.deposit_id
JOIN raw.payments AS p ON p.payment_id = l.payment_id
WHERE d.node = $node AND d.txid BETWEEN $first AND $last

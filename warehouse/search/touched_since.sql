-- one row per title that changed, or got or lost a copy, after a transaction
SELECT title_id FROM titles WHERE txid > $after
UNION
SELECT title_id FROM copies WHERE txid > $after
UNION
SELECT c.title_id FROM copy_withdrawals w JOIN copies c USING (copy_id) WHERE w.txid > $after

-- grain: one row per receipt (node, year, receipt_no)
-- `amount_idr`: as printed on the receipt; a reversal does not change it, it shows in `reversed` and `reversed_on`.
-- `deposit_slip`, `deposited_on`: the slip that took the receipt along, null while it is undeposited; a reversed receipt
--   goes along too, and its reversal nets it there or on a later slip. `days_to_deposit`: calendar days from the local
--   day received (`received_on`) to the day on the slip.
WITH touched AS (
    SELECT p.*
    FROM raw.payments AS p
    JOIN touched_months AS m ON m.kind = 'receipts' AND m.agency = p.agency AND m.local_month = p.local_month
),
reversals AS (
    SELECT r.payment_id, min(r.local_day) AS reversed_on
    FROM raw.payment_reversals AS r JOIN touched AS t ON t.payment_id = r.payment_id
    GROUP BY r.payment_id
),
slips AS (
    SELECT l.payment_id, min_by(d.slip_no, (d.deposited_on, d.txid)) AS deposit_slip, min(d.deposited_on) AS deposited_on
    FROM raw.deposit_lines AS l
    JOIN touched AS t ON t.payment_id = l.payment_id
    JOIN raw.deposits AS d ON d.deposit_id = l.deposit_id
    WHERE l.reversal_id IS NULL
    GROUP BY l.payment_id
)
SELECT t.agency, t.service_point, t.node, t.receipt_year AS year, t.receipt_no, t.payment_id, t.occurred_at AS received_at,
       t.local_day AS received_on, t.revenue_kind, t.method, t.amount_idr,
       r.payment_id IS NOT NULL AS reversed, r.reversed_on,
       s.deposit_slip, s.deposited_on,
       (s.deposited_on - t.local_day)::INTEGER AS days_to_deposit
FROM touched AS t
LEFT JOIN reversals AS r ON r.payment_id = t.payment_id
LEFT JOIN slips AS s ON s.payment_id = t.payment_id
ORDER BY t.agency, t.node, t.receipt_year, t.receipt_no

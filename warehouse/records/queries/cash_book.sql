-- one row per entry of the cash book (BKU) of a service point up to `last`: receipts in, reversals and deposit slips out.
-- A slip stands on the day it bears, everything else on its local day.
WITH entries AS (
    SELECT timezone($zone, occurred_at)::DATE AS day, occurred_at AS "at", 1 AS turn, 'receipt' AS kind,
        format('{}/{}/{:06d}', node, receipt_year, receipt_no) AS document_no, revenue_kind, amount_idr AS in_idr, 0::BIGINT AS out_idr
    FROM payments WHERE service_point = $point
    UNION ALL
    SELECT timezone($zone, r.occurred_at)::DATE, r.occurred_at, 2, 'reversal',
        format('{}/{}/{:06d}', p.node, p.receipt_year, p.receipt_no), r.revenue_kind, 0, r.amount_idr
    FROM payment_reversals AS r JOIN payments AS p USING (payment_id) WHERE r.service_point = $point
    UNION ALL
    SELECT deposited_on, occurred_at, 3, 'deposit', slip_no, NULL, 0, amount_idr FROM deposits WHERE service_point = $point
)
SELECT day, "at", kind, document_no, revenue_kind, in_idr, out_idr,
    (sum(in_idr - out_idr) OVER (ORDER BY day, turn, "at", document_no))::BIGINT AS balance_idr
FROM entries
WHERE day <= $last
ORDER BY day, turn, "at", document_no

-- one row per way of paying: what came in at a service point on a local day, and what was given back
WITH received AS (
    SELECT method, sum(amount_idr)::BIGINT AS received_idr, count(*) AS receipts
    FROM payments WHERE service_point = $point AND timezone($zone, occurred_at)::DATE = $day GROUP BY method
), given_back AS (
    SELECT p.method, sum(r.amount_idr)::BIGINT AS reversed_idr
    FROM payment_reversals AS r JOIN payments AS p USING (payment_id)
    WHERE r.service_point = $point AND timezone($zone, r.occurred_at)::DATE = $day GROUP BY p.method
)
SELECT method, coalesce(received_idr, 0) AS received_idr, coalesce(receipts, 0) AS receipts, coalesce(reversed_idr, 0) AS reversed_idr
FROM received FULL JOIN given_back USING (method)
ORDER BY method

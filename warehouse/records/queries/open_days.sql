-- one row per local day with money received or given back at a service point that was not counted and closed
SELECT DISTINCT timezone($zone, occurred_at)::DATE AS day
FROM (
    SELECT occurred_at FROM payments WHERE service_point = $point
    UNION ALL
    SELECT occurred_at FROM payment_reversals WHERE service_point = $point
)
WHERE day NOT IN (SELECT closed_on FROM day_closings WHERE service_point = $point)
ORDER BY day

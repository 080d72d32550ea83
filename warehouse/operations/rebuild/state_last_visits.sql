-- one row per member: the last recorded visit that was not cancelled
SELECT member_key, visit_id, service_point, occurred_at AS visited_at
FROM visits
WHERE member_key IS NOT NULL AND visit_id NOT IN (SELECT visit_id FROM visit_cancellations)
QUALIFY row_number() OVER (PARTITION BY member_key ORDER BY txid DESC) = 1

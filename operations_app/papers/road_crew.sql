-- one row per officer of a trip, the driver first
SELECT a.name, a.nip, k.is_driver
FROM trip_crews AS k
JOIN (SELECT staff_key, arg_max(name, txid) AS name, arg_max(nip, txid) AS nip FROM staff_accounts GROUP BY staff_key) AS a
    ON a.staff_key = k.staff_key
WHERE k.trip_id = $trip
ORDER BY k.is_driver DESC, a.name

-- one row per vehicle: the last registration or change
SELECT vehicle_no, agency, vehicle_id, kind, is_active FROM vehicles
QUALIFY row_number() OVER (PARTITION BY vehicle_id ORDER BY txid DESC) = 1

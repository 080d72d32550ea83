-- one row per copy whose last move left it with a trip or at a site
SELECT copy_id, to_place AS place, CASE WHEN to_place = 'trip' THEN trip_id END AS trip_id,
       CASE WHEN to_place = 'site' THEN to_site_id END AS site_id, occurred_at AS since
FROM (SELECT * FROM copy_moves QUALIFY row_number() OVER (PARTITION BY copy_id ORDER BY txid DESC) = 1)
WHERE to_place IN ('trip', 'site')

-- grain: one row per case of a touched month and trip that carries it
-- `site_id`: the stop that the case stands for (ANTER KOPER: a request of one site); null when the case is the whole trip.
-- `finished_at`: back at the office; null while the trip is planned or on the road.
WITH carried AS (
    SELECT c.case_id, k.trip_id, NULL::UUID AS site_id
    FROM stg_cases AS c JOIN raw.trip_cases AS k ON k.case_id = c.case_id
    UNION
    SELECT c.case_id, s.trip_id, s.site_id
    FROM stg_cases AS c
    JOIN raw.trip_stops AS s ON s.case_id = c.case_id
    ANTI JOIN raw.trip_cancellations AS x ON x.trip_id = s.trip_id
)
SELECT k.case_id, k.trip_id, k.site_id, min(f.occurred_at) AS finished_at
FROM carried AS k
LEFT JOIN raw.trip_finishes AS f ON f.trip_id = k.trip_id
GROUP BY ALL

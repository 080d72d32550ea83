-- grain: one row per stop of the trips of the batch's days: one trip a day with three stops
CREATE OR REPLACE TEMP TABLE road AS
WITH days AS (
    SELECT d AS day, getvariable('epoch_ms') + d * 86400000 AS ms, 5 * ((d + 1) * getvariable('per_day') - 1) + 5 AS txid,
           CASE WHEN getvariable('agency') = 'JATENG' THEN 'anter_koper'
                ELSE ['mobile_library', 'smart_motorcycle', 'school_drop'][d % 3 + 1] END AS service
    FROM range(getvariable('first') // getvariable('per_day'), getvariable('until') // getvariable('per_day')) AS r (d)
),
stops AS (
    SELECT *, CASE service WHEN 'anter_koper' THEN (3 * day + stop) % 300
                           WHEN 'school_drop' THEN (3 * (day // 3) + stop) % 150
                           ELSE 150 + (3 * day + stop) % 150 END AS site_no,
           CASE service WHEN 'anter_koper' THEN day // 100 ELSE day // 150 END AS visit_no
    FROM days CROSS JOIN range(3) AS s (stop)
)
SELECT *, made('trip', day, ms) AS trip_id, site_of(site_no) AS site_id, service IN ('anter_koper', 'school_drop') AS leaves_copies,
       CASE WHEN service = 'anter_koper' THEN made('stopcase', 3 * day + stop, ms) ELSE made('tripcase', day, ms) END AS case_id,
       service = 'anter_koper' AS is_case_of_stop, (hash(day, stop, getvariable('agency')) % 1000003)::BIGINT AS h
FROM stops

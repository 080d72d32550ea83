-- one row: copies counted on the tables and copies put back, in one room of a service point in [start, end)
SELECT
    (SELECT count(*) FROM in_house_uses
     WHERE service_point = $point AND room = $room AND occurred_at >= $start AND occurred_at < $end) AS counted,
    (SELECT coalesce(sum(copies), 0)::BIGINT FROM reshelvings
     WHERE service_point = $point AND room = $room AND occurred_at >= $start AND occurred_at < $end) AS reshelved

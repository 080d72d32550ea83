-- one row: copies lent and taken back by readers on a trip by then
SELECT count(*) FILTER (WHERE move = 'lend') AS loans, count(*) FILTER (WHERE move = 'return') AS returns,
    count(*) FILTER (WHERE move = 'load') AS loaded
FROM copy_moves
WHERE trip_id = $trip AND txid <= $until

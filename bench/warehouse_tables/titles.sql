-- grain: one row per title; only the first batch has them
SELECT made('titlerow', k, 1577836800000) AS title_row_id, 1 AS txid, moment(getvariable('epoch_ms') - 3600000) AS occurred_at, copy_of(k) AS title_id,
       'Judul ' || k AS title, 'Pengarang ' || k % 5000 AS author, 'Penerbit' AS publisher, 2010 AS publish_year, lpad((k % 1000)::VARCHAR, 3, '0') AS ddc, 'id' AS language
FROM range(72000) AS r (k) WHERE getvariable('first') = 0 AND k NOT BETWEEN 55000 AND 59999

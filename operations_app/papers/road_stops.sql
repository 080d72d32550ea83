-- one row per stop of a trip in visiting order: the site, and what was handed over, taken back and counted there by then
WITH moved AS (
    SELECT s.site_id,
        count(*) FILTER (WHERE m.move IN ('hand_over', 'roll_over') AND m.to_site_id = s.site_id) AS handed_over,
        count(*) FILTER (WHERE m.move IN ('take_back', 'roll_over') AND m.from_site_id = s.site_id) AS taken_back,
        count(*) FILTER (WHERE m.move = 'lost' AND m.from_site_id = s.site_id) AS lost
    FROM trip_stops AS s
    JOIN copy_moves AS m ON m.trip_id = s.trip_id AND s.site_id IN (m.from_site_id, m.to_site_id)
    WHERE s.trip_id = $trip AND m.txid <= $until
    GROUP BY s.site_id
),
seen AS (SELECT site_id, sum(heads)::BIGINT AS visitors FROM outreach_visits WHERE trip_id = $trip AND txid <= $until GROUP BY site_id),
used AS (
    SELECT site_id, sum(books_read)::BIGINT AS books_read, sum(toys_used)::BIGINT AS toys_used
    FROM outreach_uses WHERE trip_id = $trip AND txid <= $until GROUP BY site_id
)
SELECT s.site_id, s.visit_order, s.case_id, i.name, i.address, i.signer_name, i.signer_office,
    coalesce(m.handed_over, 0) AS handed_over, coalesce(m.taken_back, 0) AS taken_back, coalesce(m.lost, 0) AS lost,
    coalesce(v.visitors, 0) AS visitors, coalesce(u.books_read, 0) AS books_read, coalesce(u.toys_used, 0) AS toys_used
FROM trip_stops AS s
LEFT JOIN (
    SELECT site_id, arg_max(name, txid) AS name, arg_max(address, txid) AS address, arg_max(signer_name, txid) AS signer_name,
        arg_max(signer_office, txid) AS signer_office
    FROM site_identities WHERE txid <= $until GROUP BY site_id
) AS i ON i.site_id = s.site_id
LEFT JOIN moved AS m ON m.site_id = s.site_id
LEFT JOIN seen AS v ON v.site_id = s.site_id
LEFT JOIN used AS u ON u.site_id = s.site_id
WHERE s.trip_id = $trip
ORDER BY s.visit_order

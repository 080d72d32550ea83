-- one row per stop of a trip: copies at the site now and from this trip, people counted, reading counted
SELECT
    s.site_id::VARCHAR AS site_id, s.site_no, s.name,
    (SELECT count(*) FROM state_copy_places p WHERE p.site_id = s.site_id) AS at_site,
    (SELECT count(*) FROM copy_moves m WHERE m.trip_id = $trip AND m.to_site_id = s.site_id
        AND m.move IN ('hand_over', 'roll_over')) AS handed_over,
    (SELECT count(*) FROM copy_moves m WHERE m.trip_id = $trip AND m.from_site_id = s.site_id
        AND m.move IN ('take_back', 'roll_over')) AS taken_back,
    (SELECT count(*) FROM copy_moves m WHERE m.trip_id = $trip AND m.from_site_id = s.site_id AND m.move = 'lost') AS lost,
    (SELECT coalesce(sum(v.heads), 0) FROM outreach_visits v WHERE v.trip_id = $trip AND v.site_id = s.site_id) AS visitors,
    (SELECT coalesce(sum(u.books_read), 0) FROM outreach_uses u WHERE u.trip_id = $trip AND u.site_id = s.site_id) AS books_read,
    (SELECT coalesce(sum(u.toys_used), 0) FROM outreach_uses u WHERE u.trip_id = $trip AND u.site_id = s.site_id) AS toys_used
FROM trip_stops t
JOIN state_sites s USING (site_id)
WHERE t.trip_id = $trip
ORDER BY t.visit_order

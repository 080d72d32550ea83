-- one row per copy that a site had lost on a trip by then, with its title; without a site, those of all its stops
SELECT m.copy_id, c.copy_no, t.title, t.author
FROM copy_moves AS m
JOIN (SELECT copy_id, arg_max(copy_no, txid) AS copy_no FROM copies GROUP BY copy_id) AS c ON c.copy_id = m.copy_id
JOIN (SELECT title_id, arg_max(title, txid) AS title, arg_max(author, txid) AS author FROM titles GROUP BY title_id) AS t
    ON t.title_id = m.title_id
WHERE m.trip_id = $trip AND m.txid <= $until AND m.move = 'lost' AND ($site IS NULL OR m.from_site_id = $site)
ORDER BY t.title, c.copy_no

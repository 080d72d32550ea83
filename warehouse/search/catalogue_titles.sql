-- one row per title, as its last row says; joined rather than sorted, so that it streams
SELECT title_id, hash(title_id) AS title_key, agency, title, author, publisher, publish_year, isbn, ddc, subjects, language
FROM titles t
WHERE NOT EXISTS (FROM titles later WHERE later.title_id = t.title_id AND later.txid > t.txid)

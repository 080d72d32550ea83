-- one row per title of $titles, as its last row says
SELECT title_id, hash(title_id) AS title_key, agency, title, author, publisher, publish_year, isbn, ddc, subjects, language
FROM titles
WHERE title_id IN (SELECT unnest($titles::UUID[]))
QUALIFY row_number() OVER (PARTITION BY title_id ORDER BY txid DESC) = 1

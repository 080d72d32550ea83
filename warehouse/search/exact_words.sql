-- one row per title with a copy that holds every word as it is typed: for as long as the index is being built
WITH holding AS (
    SELECT title_id, title, txid
    FROM (SELECT title_id, txid, agency, ddc, title, strip_accents(lower(concat_ws(' ', title, author, subjects, isbn, ddc))) AS said FROM titles)
    WHERE ($agency IS NULL OR agency = $agency)
      AND ($ddc_class IS NULL OR ddc[1] = $ddc_class)
      AND contains(said, $word)
      AND len(list_filter($words, lambda word: NOT contains(said, word))) = 0
)
SELECT t.title_id, count(*) OVER () AS total
FROM holding t
SEMI JOIN (
    SELECT title_id FROM state_copies c
    WHERE ($service_point IS NULL OR c.service_point = $service_point)
      AND ($collection IS NULL OR c.collection = $collection)
      AND (NOT $available_only OR (c.is_lendable AND c.copy_id NOT IN (SELECT copy_id FROM state_open_loans)
           AND c.copy_id NOT IN (SELECT copy_id FROM state_copy_places)))
) held USING (title_id)
QUALIFY row_number() OVER (PARTITION BY t.title_id ORDER BY t.txid DESC) = 1
ORDER BY t.title
LIMIT $limit OFFSET $offset

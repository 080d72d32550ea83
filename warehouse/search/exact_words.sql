-- one row per title with a copy that holds every word as it is typed: for as long as the index is being built
WITH held AS (
    SELECT DISTINCT title_id FROM state_copies c
    WHERE ($service_point IS NULL OR c.service_point = $service_point)
      AND ($collection IS NULL OR c.collection = $collection)
      AND (NOT $available_only OR (c.is_lendable AND c.copy_id NOT IN (SELECT copy_id FROM state_open_loans)))
)
SELECT t.title_id, count(*) OVER () AS total
FROM titles t
JOIN held USING (title_id)
WHERE ($agency IS NULL OR t.agency = $agency)
  AND ($ddc_class IS NULL OR t.ddc[1] = $ddc_class)
  AND list_bool_and(list_transform($words, lambda word: contains(strip_accents(lower(concat_ws(' ', t.title, t.author, t.subjects, t.isbn, t.ddc))), word)))
QUALIFY row_number() OVER (PARTITION BY t.title_id ORDER BY t.txid DESC) = 1
ORDER BY t.title
LIMIT $limit OFFSET $offset

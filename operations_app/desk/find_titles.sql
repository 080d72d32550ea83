-- one row per copy of an agency whose number is, or whose title or author contains, what was typed
SELECT c.copy_no, c.title, c.author, c.collection, c.is_lendable, l.loan_id IS NOT NULL AS is_out,
       p.place AS away
FROM state_copies c
LEFT JOIN state_open_loans l USING (copy_id)
LEFT JOIN state_copy_places p USING (copy_id)
WHERE c.agency = $agency
  AND (lower(c.copy_no) = $words OR contains(lower(c.title), $words) OR contains(lower(coalesce(c.author, '')), $words))
ORDER BY c.title, c.copy_no
LIMIT $limit

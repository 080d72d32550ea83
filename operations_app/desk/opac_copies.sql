-- one row per copy of the titles shown that is not withdrawn, with the day it is due back if it is lent and whether it is out with a service: never with whom
SELECT s.title_id, s.copy_no, s.agency, s.service_point, s.collection, s.is_lendable, c.call_number, l.due_on,
       p.place AS away
FROM state_copies s
LEFT JOIN (
    SELECT copy_id, arg_max(call_number, txid) AS call_number FROM copies
    WHERE title_id IN (SELECT unnest($titles::UUID[])) GROUP BY copy_id
) c USING (copy_id)
LEFT JOIN state_open_loans l USING (copy_id)
LEFT JOIN state_copy_places p USING (copy_id)
WHERE s.title_id IN (SELECT unnest($titles::UUID[]))
ORDER BY s.title_id, s.service_point, s.collection, c.call_number, s.copy_no

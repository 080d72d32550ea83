-- one row per copy that is not withdrawn, packed into one text: of $titles, or of all titles when there are none given
SELECT hash(s.title_id) AS title_key,
       concat_ws(chr(31), hash(s.copy_id), s.copy_no, s.service_point, s.collection, s.is_lendable,
                 translate(coalesce(c.call_number, ''), chr(30) || chr(31), '  ')) AS copy
FROM state_copies s
JOIN copies c USING (copy_id)
WHERE ($titles IS NULL OR s.title_id IN (SELECT unnest($titles::UUID[])))
  AND NOT EXISTS (FROM copies later WHERE later.copy_id = c.copy_id AND later.txid > c.txid)

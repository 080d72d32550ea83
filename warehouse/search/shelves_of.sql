-- one row per title that has copies: the copies as one text, for $titles or for all when there are none given
SELECT hash(s.title_id) AS title_key,
       string_agg(
           concat_ws(chr(31), hash(s.copy_id), s.copy_no, s.service_point, s.collection, s.is_lendable,
                     translate(coalesce(c.call_number, ''), chr(30) || chr(31), '  ')),
           chr(30) ORDER BY s.service_point, s.collection, c.call_number, s.copy_no
       ) AS copies
FROM state_copies s
LEFT JOIN (
    SELECT copy_id, arg_max(call_number, txid) AS call_number FROM copies
    WHERE $titles IS NULL OR title_id IN (SELECT unnest($titles::UUID[])) GROUP BY copy_id
) c USING (copy_id)
WHERE $titles IS NULL OR s.title_id IN (SELECT unnest($titles::UUID[]))
GROUP BY s.title_id

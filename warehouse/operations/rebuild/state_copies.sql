-- one row per copy that is not withdrawn
SELECT c.copy_no, c.copy_id, c.title_id, t.title, t.author, c.agency, c.service_point, c.collection, c.ddc_class, c.is_lendable
FROM (SELECT * FROM copies QUALIFY row_number() OVER (PARTITION BY copy_id ORDER BY txid DESC) = 1) c
JOIN (SELECT * FROM titles QUALIFY row_number() OVER (PARTITION BY title_id ORDER BY txid DESC) = 1) t USING (title_id)
WHERE c.copy_id NOT IN (SELECT copy_id FROM copy_withdrawals)

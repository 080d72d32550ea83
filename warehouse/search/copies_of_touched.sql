-- one row per copy of $titles that is not withdrawn
SELECT copy_id, title_id, service_point, collection, is_lendable
FROM state_copies
WHERE title_id IN (SELECT unnest($titles::UUID[]))

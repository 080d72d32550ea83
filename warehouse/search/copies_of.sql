-- one row per copy that is not withdrawn: of $titles, or of all titles when there are none given
SELECT hash(copy_id) AS keys, hash(title_id) AS title_keys, is_lendable AS lendable,
       (list_position($points::VARCHAR[], service_point) - 1)::USMALLINT AS points,
       (list_position($collections::VARCHAR[], collection) - 1)::USMALLINT AS collections
FROM state_copies
WHERE $titles IS NULL OR title_id IN (SELECT unnest($titles::UUID[]))

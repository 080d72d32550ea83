-- grain: one row per class counted in a group of a touched year whose registration was not cancelled
SELECT k.count_id, k.agency, k.service_point, k.local_day, k.dimension, k.value, k.heads,
       m.is_touched AS in_touched_month
FROM raw.group_counts AS k
JOIN year_months AS m ON m.kind = 'visits' AND m.agency = k.agency AND m.local_month = k.local_month
WHERE NOT EXISTS (SELECT 1 FROM raw.visit_cancellations AS c WHERE c.visit_id = k.visit_id)

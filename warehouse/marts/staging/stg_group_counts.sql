-- grain: one row per class counted in a group of a touched year whose registration was not cancelled
SELECT k.count_id, k.agency, k.service_point, k.local_day, k.dimension, k.value, k.heads,
       m.local_month IS NOT NULL AS in_touched_month
FROM raw.group_counts AS k
JOIN touched_years AS y ON y.kind = 'visits' AND y.agency = k.agency AND k.local_day BETWEEN y.first_day AND y.last_day
LEFT JOIN touched_months AS m ON m.kind = 'visits' AND m.agency = k.agency AND m.local_month = k.local_month
WHERE NOT EXISTS (SELECT 1 FROM raw.visit_cancellations AS c WHERE c.visit_id = k.visit_id)

-- one row: the case in which the month's schedule was made, with the schedule's paper once it is issued
SELECT s.case_id, d.document_id
FROM trips t
JOIN trip_stops s USING (trip_id)
JOIN case_conditions k ON k.case_id = s.case_id AND k.condition = 'monthly_schedule'
LEFT JOIN documents d ON d.case_id = s.case_id AND d.document_kind = 'schedule'
    AND d.document_id NOT IN (SELECT document_id FROM document_voids)
WHERE t.service = 'anter_koper' AND t.service_point = $point AND t.planned_on BETWEEN $first AND $last
  AND t.trip_id NOT IN (SELECT trip_id FROM trip_cancellations)
LIMIT 1

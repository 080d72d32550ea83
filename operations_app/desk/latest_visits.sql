-- one row per uncancelled visit of one service point since a moment, newest first
SELECT
    v.visit_id, v.visit_no, v.occurred_at AS visited_at, v.visitor_type, coalesce(i.name, m.name, '–') AS name, i.institution,
    v.purpose, v.head_count
FROM visits v
LEFT JOIN visit_identities i USING (visit_id)
LEFT JOIN state_members m ON m.member_key = v.member_key
WHERE v.service_point = $point
  AND v.occurred_at >= $start
  AND v.visit_id NOT IN (SELECT c.visit_id FROM visit_cancellations c)
ORDER BY v.txid DESC
LIMIT $limit

-- one row: a visit that was not cancelled, with the visitor's name as the desk knows it
SELECT v.visit_id, v.visit_no, coalesce(v.visited_on, v.occurred_at::DATE) AS visited_on, v.visitor_type, v.member_key,
    v.occurred_at AS visited_at, m.member_no, coalesce(m.name, i.name, '') AS name
FROM visits AS v
LEFT JOIN state_members AS m USING (member_key)
LEFT JOIN visit_identities AS i ON i.visit_id = v.visit_id
WHERE v.visit_id = $visit AND v.visit_id NOT IN (SELECT visit_id FROM visit_cancellations)

-- one row per case of one service point opened in [start, end), or still open and opened before (`with_older`); or one case
WITH wanted AS MATERIALIZED (
    SELECT case_id, sop_code, service_point, occurred_at AS opened_at, visit_id, member_key
    FROM cases
    WHERE service_point = $point
      AND CASE
          WHEN $case_id::UUID IS NOT NULL THEN case_id = $case_id::UUID
          ELSE (occurred_at >= $start AND occurred_at < $end)
               OR ($with_older AND case_id IN (SELECT case_id FROM state_open_cases UNION SELECT case_id FROM state_lockers))
      END
),
closings AS (
    SELECT case_id, min(occurred_at) AS closed_at, arg_min(outcome, (occurred_at, closing_id)) AS outcome
    FROM case_closings WHERE case_id IN (SELECT case_id FROM wanted) GROUP BY case_id
)
SELECT
    c.case_id, c.sop_code, c.service_point, c.opened_at, k.closed_at, k.outcome, m.member_no,
    coalesce(m.name, b.name, i.name) AS visitor_name,
    EXISTS (SELECT 1 FROM state_open_cases s WHERE s.case_id = c.case_id) AS can_be_closed,
    c.sop_code = 'locker' OR v.bag_case_id IS NOT NULL
        OR EXISTS (SELECT 1 FROM bag_deposits d WHERE d.visit_id = c.visit_id) AS has_bag,
    coalesce((SELECT list(DISTINCT n.condition) FROM case_conditions n WHERE n.case_id = c.case_id), []) AS conditions
FROM wanted c
LEFT JOIN closings k USING (case_id)
LEFT JOIN state_members m ON m.member_key = c.member_key
LEFT JOIN bag_identities b ON b.case_id = c.case_id
LEFT JOIN visits v ON v.visit_id = c.visit_id
LEFT JOIN visit_identities i ON i.visit_id = c.visit_id
ORDER BY k.closed_at IS NOT NULL, CASE WHEN k.closed_at IS NULL THEN c.opened_at END, c.opened_at DESC, c.case_id

-- grain: one row per visit of a touched case and bag left for it
WITH visits AS (SELECT DISTINCT visit_id FROM stg_case_visits WHERE visit_id IS NOT NULL),
links AS (
    SELECT d.visit_id, d.case_id AS bag_case_id FROM raw.bag_deposits AS d JOIN visits AS v ON v.visit_id = d.visit_id
    UNION
    SELECT r.visit_id, r.bag_case_id
    FROM raw.visits AS r JOIN visits AS v ON v.visit_id = r.visit_id
    WHERE r.bag_case_id IS NOT NULL
)
SELECT l.visit_id, l.bag_case_id, d.occurred_at AS deposited_at
FROM links AS l
LEFT JOIN raw.bag_deposits AS d ON d.case_id = l.bag_case_id

-- grain: one row per case opened in a touched month, with the visit it belongs to (null: none)
-- A locker case belongs to the visit written on its deposit, or to the visit that names it as the bag left before.
WITH touched AS (
    SELECT c.case_id, c.agency, c.service_point, c.sop_code, c.occurred_at AS opened_at, c.local_day AS opened_on,
           c.local_month, c.visit_id
    FROM raw.cases AS c
    JOIN touched_months AS m ON m.kind = 'cases' AND m.agency = c.agency AND m.local_month = c.local_month
),
named AS (
    SELECT v.bag_case_id AS case_id, arg_min(v.visit_id, (v.occurred_at, v.visit_id)) AS visit_id
    FROM raw.visits AS v
    JOIN touched AS t ON t.case_id = v.bag_case_id
    GROUP BY v.bag_case_id
),
deposited AS (
    SELECT d.case_id, d.visit_id FROM raw.bag_deposits AS d JOIN touched AS t ON t.case_id = d.case_id
)
SELECT t.* EXCLUDE (visit_id), coalesce(t.visit_id, d.visit_id, n.visit_id) AS visit_id
FROM touched AS t
LEFT JOIN deposited AS d ON d.case_id = t.case_id
LEFT JOIN named AS n ON n.case_id = t.case_id

-- one row per locker in use; the visit is the one known at deposit, or the uncancelled visit that named this bag
SELECT d.service_point, d.locker_no, d.case_id, i.name, d.member_key,
       coalesce(v.visit_id, CASE WHEN d.visit_id NOT IN (SELECT visit_id FROM visit_cancellations) THEN d.visit_id END) AS visit_id,
       d.occurred_at AS deposited_at,
       d.case_id IN (SELECT case_id FROM case_conditions WHERE condition = 'lost_card') AS card_lost
FROM bag_deposits d
JOIN bag_identities i USING (case_id)
LEFT JOIN (
    SELECT bag_case_id, arg_max(visit_id, txid) AS visit_id FROM visits
    WHERE bag_case_id IS NOT NULL AND visit_id NOT IN (SELECT visit_id FROM visit_cancellations) GROUP BY bag_case_id
) v ON v.bag_case_id = d.case_id
WHERE d.case_id NOT IN (SELECT case_id FROM bag_returns)

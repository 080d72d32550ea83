-- one row: what a case of ANTER KOPER has on record of its letter, the decision and the survey by then
SELECT r.channel, r.wished_on, r.occurred_at AS asked_at, r.site_id,
    (SELECT n.note FROM case_notes AS n WHERE n.case_id = r.case_id AND n.about = 'request_letter' ORDER BY n.txid LIMIT 1) AS letter,
    (SELECT p.decision FROM request_decisions AS p WHERE p.case_id = r.case_id AND p.txid <= $until ORDER BY p.txid DESC LIMIT 1) AS decision,
    (SELECT p.occurred_at FROM request_decisions AS p WHERE p.case_id = r.case_id AND p.txid <= $until ORDER BY p.txid DESC LIMIT 1) AS decided_at,
    (SELECT s.is_suitable FROM site_surveys AS s WHERE s.case_id = r.case_id AND s.txid <= $until ORDER BY s.txid DESC LIMIT 1) AS is_suitable,
    (SELECT s.occurred_at FROM site_surveys AS s WHERE s.case_id = r.case_id AND s.txid <= $until ORDER BY s.txid DESC LIMIT 1) AS surveyed_at
FROM service_requests AS r
WHERE r.case_id = $case

-- one row per copy lent or renewed in a case, with the last due date the case gave it
SELECT l.member_key, m.member_no, m.name AS member_name, e.service_point, e.at, e.is_renewal, e.due_on,
    (SELECT c.copy_no FROM copies AS c WHERE c.copy_id = l.copy_id ORDER BY c.txid DESC LIMIT 1) AS copy_no,
    (SELECT t.title FROM titles AS t WHERE t.title_id = l.title_id ORDER BY t.txid DESC LIMIT 1) AS title
FROM (
    SELECT loan_id, service_point, occurred_at AS at, FALSE AS is_renewal, due_on, txid FROM loans WHERE case_id = $case
    UNION ALL
    SELECT loan_id, service_point, occurred_at, TRUE, due_on, txid FROM loan_renewals WHERE case_id = $case
) AS e
JOIN loans AS l USING (loan_id)
LEFT JOIN state_members AS m ON m.member_key = l.member_key
QUALIFY row_number() OVER (PARTITION BY e.loan_id ORDER BY e.txid DESC) = 1
ORDER BY e.at, copy_no

-- one row per copy that is out: a loan without a return, due by its last renewal
SELECT l.copy_id, l.loan_id, l.member_key, l.title_id, l.occurred_at AS lent_at,
       coalesce(r.due_on, l.due_on) AS due_on, coalesce(r.renewals, 0)::INTEGER AS renewals
FROM loans l
LEFT JOIN (SELECT loan_id, arg_max(due_on, txid) AS due_on, count(*) AS renewals FROM loan_renewals GROUP BY loan_id) r
       USING (loan_id)
WHERE NOT EXISTS (SELECT 1 FROM loan_returns x WHERE x.loan_id = l.loan_id)

-- grain: one row per agency and local month of a loan, renewal, return or in-house use that transactions first..last of a node bring or complete
-- A renewal or return takes collection and class from its loan, which another node may publish later.
INSERT OR IGNORE INTO raw.pending
WITH new_loans AS (
    SELECT loan_id, agency, local_month FROM raw.loans WHERE node = $node AND txid BETWEEN $first AND $last
)
SELECT 'loans', agency, local_month FROM new_loans
UNION
SELECT 'loans', agency, local_month FROM raw.loan_renewals WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'loans', agency, local_month FROM raw.loan_returns WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'loans', r.agency, r.local_month FROM raw.loan_renewals AS r JOIN new_loans AS n ON n.loan_id = r.loan_id
UNION
SELECT 'loans', r.agency, r.local_month FROM raw.loan_returns AS r JOIN new_loans AS n ON n.loan_id = r.loan_id
UNION
SELECT 'loans', agency, local_month FROM raw.in_house_uses WHERE node = $node AND txid BETWEEN $first AND $last

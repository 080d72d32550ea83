-- grain: one row per loan, renewal, return or in-house use of a touched year
-- A renewal or return stands in the collection and class in which its copy was lent, an in-house use in those of its copy
-- when it was found on the table.
WITH of_loans AS (
    SELECT agency, local_day, local_month, loan_id, 'loan' AS flow, false AS is_overdue FROM raw.loans
    UNION ALL
    SELECT agency, local_day, local_month, loan_id, 'renewal', false FROM raw.loan_renewals
    UNION ALL
    SELECT agency, local_day, local_month, loan_id, 'return', days_late > 0 FROM raw.loan_returns
),
flows AS (
    SELECT f.agency, f.local_day, f.local_month, f.flow, f.is_overdue, l.collection, l.ddc_class
    FROM of_loans AS f JOIN raw.loans AS l ON l.loan_id = f.loan_id
    UNION ALL
    SELECT agency, local_day, local_month, 'in_house_use', false, collection, ddc_class FROM raw.in_house_uses
)
SELECT f.agency, f.local_day, f.flow, f.is_overdue, f.collection, f.ddc_class,
       m.is_touched AS in_touched_month
FROM flows AS f
JOIN year_months AS m ON m.kind = 'loans' AND m.agency = f.agency AND m.local_month = f.local_month

-- grain: one row per kind, agency and local month whose marts have to be computed again
-- A loan counts as use of its copy for twelve months, a change of holdings from its month on; a month that newly lies
-- between an agency's first and last data gets its rows too; a document's deadline may pass without any new row.
WITH spread AS (
    SELECT p.kind, p.agency, p.local_month,
           CASE p.kind WHEN 'loans' THEN least(p.local_month + INTERVAL 12 MONTH, s.last_month) ELSE s.last_month END AS until_month
    FROM raw.pending AS p
    JOIN data_span AS s ON s.agency = p.agency
    WHERE p.kind IN ('loans', 'holdings')
),
served_months AS (
    SELECT DISTINCT agency, period_start AS local_month FROM marts.rpt_loan_turnover WHERE grain = 'month'
)
SELECT kind, agency, local_month FROM raw.pending WHERE kind IN ('visits', 'cases')
UNION
SELECT 'loans', agency, unnest(generate_series(local_month, until_month::DATE, INTERVAL 1 MONTH))::DATE FROM spread
UNION
SELECT 'loans', agency, local_month FROM raw.pending WHERE kind IN ('loans', 'holdings')
UNION
SELECT 'loans', m.agency, m.local_month
FROM (SELECT agency, unnest(generate_series(first_month, last_month, INTERVAL 1 MONTH))::DATE AS local_month FROM data_span) AS m
ANTI JOIN served_months AS s ON s.agency = m.agency AND s.local_month = m.local_month
UNION
SELECT 'cases', d.agency, date_trunc('month', d.opened_on)::DATE
FROM marts.fct_case_documents AS d
JOIN as_of AS a ON a.agency = d.agency
WHERE NOT d.on_file AND NOT d.is_overdue AND d.due_at < a.as_of_at

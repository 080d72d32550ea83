-- grain: one row per kind, agency and local month whose marts have to be computed again
-- A loan counts as use of its copy for twelve months, a change of holdings from its month on; a month that newly lies
-- between an agency's first and last data gets its rows too; a document's deadline may pass without any new row. A movement
-- of money changes the balances of every later month, and balances are carried on to the latest day there is.
WITH spread AS (
    SELECT p.kind, p.agency, p.local_month,
           CASE p.kind WHEN 'loans' THEN least(p.local_month + INTERVAL 12 MONTH, s.last_month) ELSE s.last_month END AS until_month
    FROM raw.pending AS p
    JOIN data_span AS s ON s.agency = p.agency
    WHERE p.kind IN ('loans', 'holdings')
),
served_months AS (
    SELECT DISTINCT agency, period_start AS local_month FROM marts.rpt_loan_turnover WHERE grain = 'month'
),
balances_from AS (
    SELECT agency, local_month FROM raw.pending WHERE kind = 'revenue'
    UNION
    SELECT r.agency, date_trunc('month', max(r.period_start))::DATE
    FROM marts.rpt_revenue AS r
    WHERE r.grain = 'day'
    GROUP BY r.agency
    HAVING max(r.period_start) < (SELECT latest_day FROM latest_day)
)
SELECT kind, agency, local_month FROM raw.pending WHERE kind IN ('visits', 'cases', 'receipts')
UNION
SELECT 'revenue', f.agency, unnest(generate_series(f.local_month, l.latest_day, INTERVAL 1 MONTH))::DATE
FROM balances_from AS f CROSS JOIN latest_day AS l
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

-- grain: one row per kind, agency and local month whose marts have to be computed again
-- A loan counts as use of its copy for twelve months, a change of holdings from its month on; a month that newly lies
-- between an agency's first and last data gets its rows too; a document's deadline may pass without any new row. A movement
-- of money changes the balances of every later month, and balances are carried on to the latest day there is; so do copies
-- at sites, and months of outreach go on to the latest one.
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
),
outreach_from AS (
    SELECT agency, local_month FROM raw.pending WHERE kind = 'outreach'
    UNION
    SELECT r.agency, coalesce(max(c.period_start), any_value(r.first_month))
    FROM road_span AS r
    LEFT JOIN marts.rpt_outreach_coverage AS c ON c.agency = r.agency AND c.grain = 'month'
    GROUP BY r.agency
    HAVING coalesce(max(c.period_start), any_value(r.first_month)) < (SELECT date_trunc('month', latest_day) FROM latest_day)
),
cases AS (
    SELECT agency, local_month FROM raw.pending WHERE kind = 'cases'
    UNION
    SELECT d.agency, date_trunc('month', d.opened_on)::DATE
    FROM marts.fct_case_documents AS d
    JOIN as_of AS a ON a.agency = d.agency
    WHERE d.next_due_at < a.as_of_at
)
SELECT kind, agency, local_month FROM raw.pending WHERE kind IN ('visits', 'receipts', 'outreach', 'surveys')
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
SELECT 'outreach', f.agency, unnest(generate_series(f.local_month, l.latest_day, INTERVAL 1 MONTH))::DATE
FROM outreach_from AS f CROSS JOIN latest_day AS l
UNION
SELECT 'cases', agency, local_month FROM cases

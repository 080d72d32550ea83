-- grain: one row per agency, period, collection, ddc_class
-- `loans`: first lending of a copy; `renewals` beside it and never inside; `returns` on their own local day, of these
--   `overdue_returns` late. `collection_turnover` = loans ÷ lendable copies held at the period's end (ISO 11620 B.2.1.1).
--   `unused_share` = lendable copies without a loan in the 12 months to the period's end (a renewal is not a loan) ÷
--   lendable copies (B.2.1.3). `in_house_uses`: copies found on the tables of a reading room; counted apart, neither a loan
--   nor a use that takes a copy out of `unused_share`. A copy that is never lent has its in-house uses here too.
-- Months and years between an agency's first and last data have a row for every cell with lendable copies, days only
-- where something happened. A period's end is its last calendar day, also while the period still runs.
WITH flows AS (
    SELECT c.agency, g.grain, date_trunc(g.grain, c.local_day)::DATE AS period_start, c.collection, c.ddc_class,
           count(*) FILTER (WHERE c.flow = 'loan') AS loans,
           count(*) FILTER (WHERE c.flow = 'renewal') AS renewals,
           count(*) FILTER (WHERE c.flow = 'return') AS returns,
           count(*) FILTER (WHERE c.is_overdue) AS overdue_returns,
           count(*) FILTER (WHERE c.flow = 'in_house_use') AS in_house_uses
    FROM stg_circulation AS c
    JOIN (VALUES ('day'), ('month'), ('year')) AS g (grain) ON g.grain = 'year' OR c.in_touched_month
    GROUP BY ALL
),
periods AS (
    SELECT m.agency, 'month' AS grain, m.local_month AS period_start
    FROM touched_months AS m
    JOIN data_span AS s ON s.agency = m.agency AND m.local_month BETWEEN s.first_month AND s.last_month
    WHERE m.kind = 'loans'
    UNION ALL
    SELECT y.agency, 'year', y.first_day
    FROM touched_years AS y
    JOIN data_span AS s ON s.agency = y.agency AND y.last_day >= s.first_month AND y.first_day <= s.last_month
    WHERE y.kind = 'loans'
),
rows_wanted AS (
    SELECT agency, grain, period_start, collection, ddc_class FROM flows
    UNION
    SELECT p.agency, p.grain, p.period_start, h.collection, h.ddc_class
    FROM periods AS p JOIN (SELECT DISTINCT agency, collection, ddc_class FROM stg_holdings) AS h ON h.agency = p.agency
),
ends AS (
    SELECT *, CASE grain WHEN 'day' THEN period_start
                         WHEN 'month' THEN last_day(period_start)
                         ELSE make_date(year(period_start), 12, 31) END AS period_end
    FROM rows_wanted
),
held AS (
    SELECT e.*, coalesce(h.lendable_copies, 0)::BIGINT AS lendable_copies, coalesce(h.used_copies, 0)::BIGINT AS used_copies
    FROM ends AS e
    ASOF LEFT JOIN stg_holdings AS h
        ON h.agency = e.agency AND h.collection = e.collection AND h.ddc_class = e.ddc_class AND e.period_end >= h.day
)
SELECT h.agency, h.grain, h.period_start, h.collection, h.ddc_class,
       coalesce(f.loans, 0) AS loans,
       coalesce(f.renewals, 0) AS renewals,
       coalesce(f.returns, 0) AS returns,
       coalesce(f.overdue_returns, 0) AS overdue_returns,
       h.lendable_copies,
       coalesce(f.loans, 0) / nullif(h.lendable_copies, 0) AS collection_turnover,
       h.lendable_copies - h.used_copies AS unused_copies,
       (h.lendable_copies - h.used_copies) / nullif(h.lendable_copies, 0) AS unused_share,
       coalesce(f.in_house_uses, 0) AS in_house_uses
FROM held AS h
LEFT JOIN flows AS f
    ON f.agency = h.agency AND f.grain = h.grain AND f.period_start = h.period_start
   AND f.collection = h.collection AND f.ddc_class = h.ddc_class
WHERE f.agency IS NOT NULL OR h.lendable_copies > 0
ORDER BY h.agency, h.grain, h.period_start, h.collection, h.ddc_class

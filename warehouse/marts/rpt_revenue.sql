-- grain: one row per service point, period, revenue_kind
-- Flows of the period, by the local day and the service point where they happened: `charged_idr`; `received_idr` =
--   payments less reversals, a reversal on the day it is made, never on the day of its payment (so a day may be negative);
--   `waived_idr`; `deposited_idr` = lines of the deposit slips by the *day on the slip* (that day is when the money
--   reached the treasury and what `days_to_deposit` counts to; the command keeps it between the last receipt it takes
--   along and the day it is written down).
-- Balances at the end of the period: `outstanding_idr` = what is still owed on the charges *made at* this service point,
--   wherever they are paid or waived; `undeposited_idr` = what was received at this service point and no slip has taken
--   along; it goes negative when a deposited payment is reversed, until the next slip nets it. So every agency and kind
--   holds, summed over its service points and over all time: Σcharged − Σreceived − Σwaived = outstanding and
--   Σreceived − Σdeposited = undeposited. At one service point the first holds only while its charges are settled there.
-- From the first movement of a service point and kind on there is a row for every day, month and year up to the last day
-- on which anything was recorded of any agency, also where nothing moved: a balance never has to be looked for.
WITH cells AS (
    SELECT agency, service_point, revenue_kind, min(day) AS first_day FROM stg_revenue_days GROUP BY ALL
),
periods AS (
    SELECT t.agency, t.grain, t.period_start,
           CASE t.grain WHEN 'day' THEN t.period_start
                        WHEN 'month' THEN last_day(t.period_start)
                        ELSE make_date(year(t.period_start), 12, 31) END AS period_end
    FROM touched_periods AS t
    JOIN latest_day AS l ON t.period_start <= l.latest_day
    WHERE t.kind = 'revenue'
),
rows_wanted AS (
    SELECT p.agency, c.service_point, p.grain, p.period_start, p.period_end, c.revenue_kind
    FROM periods AS p JOIN cells AS c ON c.agency = p.agency AND p.period_end >= c.first_day
),
flows AS (
    SELECT r.agency, r.service_point, r.revenue_kind, g.grain, date_trunc(g.grain, r.day)::DATE AS period_start,
           sum(r.charged_idr)::BIGINT AS charged_idr, sum(r.received_idr)::BIGINT AS received_idr,
           sum(r.waived_idr)::BIGINT AS waived_idr, sum(r.deposited_idr)::BIGINT AS deposited_idr
    FROM stg_revenue_days AS r
    CROSS JOIN (VALUES ('day'), ('month'), ('year')) AS g (grain)
    GROUP BY ALL
),
balances AS (
    SELECT w.*, b.outstanding_idr, b.undeposited_idr
    FROM rows_wanted AS w
    ASOF LEFT JOIN stg_revenue_days AS b
        ON b.agency = w.agency AND b.service_point = w.service_point AND b.revenue_kind = w.revenue_kind AND w.period_end >= b.day
)
SELECT b.agency, b.service_point, b.grain, b.period_start, b.revenue_kind,
       coalesce(f.charged_idr, 0) AS charged_idr,
       coalesce(f.received_idr, 0) AS received_idr,
       coalesce(f.waived_idr, 0) AS waived_idr,
       b.outstanding_idr::BIGINT AS outstanding_idr,
       coalesce(f.deposited_idr, 0) AS deposited_idr,
       b.undeposited_idr::BIGINT AS undeposited_idr
FROM balances AS b
LEFT JOIN flows AS f
    ON f.agency = b.agency AND f.service_point = b.service_point AND f.revenue_kind = b.revenue_kind
   AND f.grain = b.grain AND f.period_start = b.period_start
ORDER BY b.agency, b.service_point, b.grain, b.period_start, b.revenue_kind

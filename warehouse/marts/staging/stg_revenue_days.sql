-- grain: one row per agency, service point, revenue_kind and day with a movement of money, whole history of touched agencies
-- A movement stands on the local day and at the service point where it happened; a deposit on the day of its slip.
-- `outstanding_idr`, `undeposited_idr`: balances at the end of the day (definitions: rpt_revenue). What settles a charge
--   lowers the balance of the service point that charged; a charge that another node has yet to publish is looked for in
--   vain, and its settlement stands where it happened until it arrives.
WITH settlements AS (  -- a reversal takes back what its payment received
    SELECT agency, service_point, revenue_kind, local_day, charge_id, amount_idr AS received_idr, 0 AS waived_idr FROM raw.payments
    UNION ALL
    SELECT agency, service_point, revenue_kind, local_day, charge_id, -amount_idr, 0 FROM raw.payment_reversals
    UNION ALL
    SELECT agency, service_point, revenue_kind, local_day, charge_id, 0, amount_idr FROM raw.waivers
),
movements AS (
    SELECT agency, service_point, revenue_kind, local_day AS day, amount_idr AS charged_idr, 0 AS received_idr, 0 AS waived_idr,
           0 AS deposited_idr, amount_idr AS owed_idr
    FROM raw.charges
    UNION ALL
    SELECT agency, service_point, revenue_kind, local_day, 0, received_idr, waived_idr, 0, 0 FROM settlements
    UNION ALL
    SELECT s.agency, coalesce(c.service_point, s.service_point), s.revenue_kind, s.local_day, 0, 0, 0, 0,
           -s.received_idr - s.waived_idr
    FROM settlements AS s LEFT JOIN raw.charges AS c ON c.charge_id = s.charge_id
    UNION ALL
    SELECT l.agency, l.service_point, l.revenue_kind, d.deposited_on, 0, 0, 0, l.amount_idr, 0
    FROM raw.deposit_lines AS l JOIN raw.deposits AS d ON d.deposit_id = l.deposit_id
),
daily AS (
    SELECT agency, service_point, revenue_kind, day, sum(charged_idr)::BIGINT AS charged_idr,
           sum(received_idr)::BIGINT AS received_idr, sum(waived_idr)::BIGINT AS waived_idr,
           sum(deposited_idr)::BIGINT AS deposited_idr, sum(owed_idr)::BIGINT AS owed_idr
    FROM movements
    WHERE agency IN (SELECT agency FROM touched_months WHERE kind = 'revenue')
    GROUP BY ALL
)
SELECT * EXCLUDE (owed_idr),
       sum(owed_idr) OVER cell AS outstanding_idr,
       sum(received_idr - deposited_idr) OVER cell AS undeposited_idr
FROM daily
WINDOW cell AS (PARTITION BY agency, service_point, revenue_kind ORDER BY day)

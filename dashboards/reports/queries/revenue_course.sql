-- Grain: day or month ($step) of the period, revenue kind; flows of it, and what is undeposited when it ends.
SELECT
    period_start,
    revenue_kind,
    sum(received_idr)::BIGINT AS received_idr,
    sum(deposited_idr)::BIGINT AS deposited_idr,
    sum(undeposited_idr)::BIGINT AS undeposited_idr
FROM rpt_revenue
WHERE grain = $step AND agency = $agency AND period_start BETWEEN $first AND $last
GROUP BY period_start, revenue_kind
ORDER BY period_start, revenue_kind

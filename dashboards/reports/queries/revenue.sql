-- Grain: revenue kind; flows of the month, and balances when it ends.
SELECT
    revenue_kind,
    sum(charged_idr)::BIGINT AS charged_idr,
    sum(received_idr)::BIGINT AS received_idr,
    sum(waived_idr)::BIGINT AS waived_idr,
    sum(deposited_idr)::BIGINT AS deposited_idr,
    sum(outstanding_idr)::BIGINT AS outstanding_idr,
    sum(undeposited_idr)::BIGINT AS undeposited_idr
FROM rpt_revenue
WHERE grain = 'month' AND agency = $agency AND period_start = $month
GROUP BY revenue_kind
ORDER BY revenue_kind

-- one row per revenue kind of an agency, over all time: charged, waived, owed, received (less reversals), deposited, in hand
WITH flows AS (
    SELECT revenue_kind, 'charged' AS flow, amount_idr FROM charges WHERE agency = $agency
    UNION ALL
    SELECT revenue_kind, 'waived', amount_idr FROM waivers WHERE agency = $agency
    UNION ALL
    SELECT revenue_kind, 'outstanding', outstanding_idr FROM state_open_charges WHERE agency = $agency
    UNION ALL
    SELECT revenue_kind, 'received', amount_idr FROM payments WHERE agency = $agency
    UNION ALL
    SELECT revenue_kind, 'received', -amount_idr FROM payment_reversals WHERE agency = $agency
    UNION ALL
    SELECT revenue_kind, 'deposited', amount_idr FROM deposit_lines WHERE agency = $agency
    UNION ALL
    SELECT revenue_kind, 'undeposited', amount_idr FROM state_undeposited WHERE agency = $agency
)
SELECT
    revenue_kind,
    coalesce(sum(amount_idr) FILTER (flow = 'charged'), 0)::BIGINT AS charged_idr,
    coalesce(sum(amount_idr) FILTER (flow = 'waived'), 0)::BIGINT AS waived_idr,
    coalesce(sum(amount_idr) FILTER (flow = 'outstanding'), 0)::BIGINT AS outstanding_idr,
    coalesce(sum(amount_idr) FILTER (flow = 'received'), 0)::BIGINT AS received_idr,
    coalesce(sum(amount_idr) FILTER (flow = 'deposited'), 0)::BIGINT AS deposited_idr,
    coalesce(sum(amount_idr) FILTER (flow = 'undeposited'), 0)::BIGINT AS undeposited_idr
FROM flows
GROUP BY revenue_kind
ORDER BY revenue_kind

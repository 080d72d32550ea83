-- one row: counts of one service point between two moments (a local day)
SELECT
    (SELECT coalesce(sum(head_count), 0)::BIGINT FROM visits v WHERE v.service_point = $point AND v.occurred_at >= $start
        AND v.occurred_at < $end AND v.visit_id NOT IN (SELECT visit_id FROM visit_cancellations)) AS visits,
    (SELECT count(*) FROM loans WHERE service_point = $point AND occurred_at >= $start AND occurred_at < $end) AS loans,
    (SELECT count(*) FROM loan_returns WHERE service_point = $point AND occurred_at >= $start AND occurred_at < $end) AS returns,
    (SELECT count(*) FROM state_lockers WHERE service_point = $point) AS bags_in,
    ((SELECT coalesce(sum(amount_idr), 0) FROM payments WHERE service_point = $point AND occurred_at >= $start AND occurred_at < $end)
     - (SELECT coalesce(sum(amount_idr), 0) FROM payment_reversals
        WHERE service_point = $point AND occurred_at >= $start AND occurred_at < $end))::BIGINT AS received_idr,
    (SELECT coalesce(sum(amount_idr), 0)::BIGINT FROM charges
     WHERE service_point = $point AND occurred_at >= $start AND occurred_at < $end) AS charged_idr,
    (SELECT count(DISTINCT member_key) FROM members WHERE service_point = $point AND occurred_at >= $start AND occurred_at < $end
        AND registered_on = $day) AS members_registered

-- one row per local hour with visits at one service point between two moments
SELECT hour(timezone($zone, occurred_at)) AS hour, sum(head_count)::BIGINT AS visits FROM visits
WHERE service_point = $point AND occurred_at >= $start AND occurred_at < $end
  AND visit_id NOT IN (SELECT visit_id FROM visit_cancellations)
GROUP BY 1 ORDER BY 1

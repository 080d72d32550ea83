-- one row per charge with something outstanding: charged - received + reversed - waived
SELECT c.charge_id, c.agency, c.revenue_kind, c.case_id, c.member_key, c.occurred_at AS charged_at, c.amount_idr,
       (c.amount_idr - coalesce(p.paid, 0) + coalesce(r.reversed, 0) - coalesce(w.waived, 0))::BIGINT AS outstanding_idr
FROM charges c
LEFT JOIN (SELECT charge_id, sum(amount_idr) AS paid FROM payments GROUP BY charge_id) p USING (charge_id)
LEFT JOIN (SELECT charge_id, sum(amount_idr) AS reversed FROM payment_reversals GROUP BY charge_id) r USING (charge_id)
LEFT JOIN (SELECT charge_id, sum(amount_idr) AS waived FROM waivers GROUP BY charge_id) w USING (charge_id)
WHERE outstanding_idr <> 0

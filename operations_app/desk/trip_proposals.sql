-- one row per stop of a trip proposed for one agency, undecided and not past, or decided since $since
WITH wanted AS MATERIALIZED (
    SELECT p.*, d.decision, d.occurred_at AS decided_at
    FROM trip_proposals p
    LEFT JOIN trip_proposal_decisions d USING (proposal_id)
    WHERE p.agency = $agency AND CASE WHEN d.decision IS NULL THEN p.planned_on >= $today
                                      ELSE d.occurred_at >= $since AND d.decision <> 'replaced' END
),
site AS (
    SELECT site_id, max_by(site_no, txid) AS site_no FROM sites GROUP BY site_id
),
named AS (
    SELECT site_id, max_by(name, txid) AS name FROM site_identities GROUP BY site_id
),
ready AS (  -- approved and surveyed requests that no trip has taken up (SOP ANTER KOPER, steps 1 to 3)
    SELECT DISTINCT r.site_id
    FROM service_requests r
    JOIN case_conditions k ON k.case_id = r.case_id AND k.condition = 'approved'
    JOIN site_surveys s ON s.case_id = r.case_id AND s.is_suitable
    WHERE r.case_id NOT IN (SELECT case_id FROM case_closings)
      AND r.case_id NOT IN (SELECT case_id FROM trip_stops WHERE case_id IS NOT NULL
                            AND trip_id NOT IN (SELECT trip_id FROM trip_cancellations))
)
SELECT w.proposal_id, w.plan_id, w.service, w.planned_on, w.occurred_at AS proposed_at, w.decision, w.decided_at,
    v.vehicle_no, v.kind AS vehicle_kind, a.name AS proposed_by, s.visit_order, s.arrive_at, site.site_no, named.name AS site_name,
    w.service <> 'anter_koper' OR ready.site_id IS NOT NULL AS is_ready
FROM wanted w
JOIN trip_proposal_stops s USING (proposal_id)
JOIN site ON site.site_id = s.site_id
LEFT JOIN named ON named.site_id = s.site_id
LEFT JOIN ready ON ready.site_id = s.site_id
LEFT JOIN state_vehicles v ON v.vehicle_id = w.vehicle_id
LEFT JOIN journal j ON j.txid = w.txid
LEFT JOIN state_accounts a ON a.login = j.actor
ORDER BY w.planned_on, v.vehicle_no, w.proposal_id, s.visit_order

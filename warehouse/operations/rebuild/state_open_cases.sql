-- one row per case without a closing; bags have their own state (state_lockers)
SELECT c.case_id, c.sop_code, c.agency, c.service_point, c.visit_id, c.member_key, c.occurred_at AS opened_at,
       e.last_finished_at
FROM cases c
LEFT JOIN (SELECT case_id, max(finished_at) AS last_finished_at FROM step_events WHERE case_id IS NOT NULL GROUP BY case_id) e
       USING (case_id)
WHERE c.sop_code <> 'locker' AND NOT EXISTS (SELECT 1 FROM case_closings x WHERE x.case_id = c.case_id)

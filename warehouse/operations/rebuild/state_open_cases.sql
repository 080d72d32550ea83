-- one row per case without a closing; bags have their own state (state_lockers). The last observed moment is a step's end, or a departure
SELECT c.case_id, c.sop_code, c.agency, c.service_point, c.visit_id, c.member_key, c.occurred_at AS opened_at,
       e.last_finished_at
FROM cases c
LEFT JOIN (
    SELECT case_id, max(moment) AS last_finished_at
    FROM (
        SELECT case_id, finished_at AS moment FROM step_events
        UNION ALL
        SELECT k.case_id, s.occurred_at FROM trip_starts s JOIN trip_cases k USING (trip_id)
        UNION ALL
        SELECT t.case_id, s.occurred_at FROM trip_starts s JOIN trip_stops t USING (trip_id)
    )
    WHERE case_id IS NOT NULL
    GROUP BY case_id
) e USING (case_id)
WHERE c.sop_code <> 'locker' AND NOT EXISTS (SELECT 1 FROM case_closings x WHERE x.case_id = c.case_id)

-- one row per request of ANTER KOPER at one service point: open, or closed since $since; or the one case asked for
WITH wanted AS MATERIALIZED (
    SELECT c.case_id, c.occurred_at AS opened_at, r.txid, r.site_id, r.channel, r.wished_on
    FROM cases c
    JOIN service_requests r USING (case_id)
    LEFT JOIN case_closings k USING (case_id)
    WHERE c.service_point = $point AND c.sop_code = 'anter_koper'
      AND CASE WHEN $case_id::UUID IS NOT NULL THEN c.case_id = $case_id::UUID
               ELSE k.case_id IS NULL OR k.occurred_at >= $since END
),
site AS (
    SELECT s.site_id, max_by(s.site_no, s.txid) AS site_no, max_by(s.kind, s.txid) AS kind, max_by(s.level, s.txid) AS level,
        max_by(s.people_served, s.txid) AS people_served, max_by(s.region_code, s.txid) AS region_code
    FROM sites s WHERE s.site_id IN (SELECT site_id FROM wanted) GROUP BY s.site_id
),
named AS (
    SELECT i.site_id, max_by({
            'name': i.name, 'address': i.address, 'contact_name': i.contact_name, 'contact_phone': i.contact_phone,
            'signer_name': i.signer_name, 'signer_office': i.signer_office}, i.txid) AS identity
    FROM site_identities i WHERE i.site_id IN (SELECT site_id FROM wanted) GROUP BY i.site_id
),
stop AS (
    SELECT s.case_id, max_by(s.trip_id, s.txid) AS trip_id
    FROM trip_stops s
    WHERE s.case_id IN (SELECT case_id FROM wanted)
      AND s.trip_id NOT IN (SELECT trip_id FROM trip_cancellations)
    GROUP BY s.case_id
),
survey AS (
    SELECT case_id, min(occurred_at) FILTER (is_suitable) AS surveyed_at,
        max(occurred_at) FILTER (NOT is_suitable) AS unsuitable_at
    FROM site_surveys WHERE case_id IN (SELECT case_id FROM wanted) GROUP BY case_id
),
step AS (
    SELECT case_id, list(DISTINCT unit_position) AS done, max(finished_at) AS last_finished_at
    FROM step_events WHERE case_id IN (SELECT case_id FROM wanted) GROUP BY case_id
),
paper AS (
    SELECT case_id, list(DISTINCT document_kind) AS papers
    FROM documents
    WHERE case_id IN (SELECT case_id FROM wanted) AND document_id NOT IN (SELECT document_id FROM document_voids)
    GROUP BY case_id
),
letter AS (
    SELECT case_id, min_by(note, txid) AS letter FROM case_notes
    WHERE about = 'request_letter' AND case_id IN (SELECT case_id FROM wanted) GROUP BY case_id
)
SELECT
    w.case_id, w.opened_at, w.channel, w.wished_on, site.*, named.identity, d.decision, d.occurred_at AS decided_at,
    survey.surveyed_at, survey.unsuitable_at, stop.trip_id, t.planned_on, v.vehicle_no, b.occurred_at AS started_at,
    f.occurred_at AS trip_finished_at, step.done, step.last_finished_at, paper.papers, letter.letter,
    j.payload ->> '$.reason' AS message, k.occurred_at AS closed_at, k.outcome,
    EXISTS (SELECT 1 FROM case_conditions n WHERE n.case_id = w.case_id AND n.condition = 'monthly_schedule') AS has_schedule
FROM wanted w
JOIN site ON site.site_id = w.site_id
JOIN named ON named.site_id = w.site_id
JOIN journal j ON j.txid = w.txid
LEFT JOIN request_decisions d ON d.case_id = w.case_id
LEFT JOIN survey ON survey.case_id = w.case_id
LEFT JOIN stop ON stop.case_id = w.case_id
LEFT JOIN trips t ON t.trip_id = stop.trip_id
LEFT JOIN state_vehicles v ON v.vehicle_id = t.vehicle_id
LEFT JOIN trip_starts b ON b.trip_id = stop.trip_id
LEFT JOIN trip_finishes f ON f.trip_id = stop.trip_id
LEFT JOIN step ON step.case_id = w.case_id
LEFT JOIN paper ON paper.case_id = w.case_id
LEFT JOIN letter ON letter.case_id = w.case_id
LEFT JOIN case_closings k ON k.case_id = w.case_id
ORDER BY w.opened_at, w.case_id

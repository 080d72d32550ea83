-- grain: one row per case and kind of paper that is missing, unsigned or inconsistent now, and for which no exception was accepted
-- The trip is the one of the case that is not called off; a site and a vehicle are told by their numbers, never by a name.
WITH owed AS (
    SELECT * FROM marts.rpt_documents
    WHERE required AND NOT is_accepted AND status IN ('missing', 'unsigned', 'inconsistent')
),
site_numbers AS (
    SELECT site_id, arg_max(site_no, (occurred_at, txid)) AS site_no FROM raw.sites GROUP BY site_id
),
vehicle_numbers AS (
    SELECT vehicle_id, arg_max(vehicle_no, (occurred_at, txid)) AS vehicle_no FROM raw.vehicles GROUP BY vehicle_id
)
SELECT o.case_id::VARCHAR AS case_id, o.document_kind, o.status, o.agency, o.service_point, o.responsible_role,
       o.sop_code, p.title AS sop_title, o.opened_on, o.since_on,
       (timezone(a.timezone, o.due_at) - INTERVAL 1 MICROSECOND)::DATE AS due_on,
       o.papers_needed, CASE o.status WHEN 'missing' THEN o.papers_missing WHEN 'unsigned' THEN o.papers_unsigned
                                      ELSE o.papers_inconsistent END AS papers,
       o.trip_id::VARCHAR AS trip_id, t.planned_on AS trip_on, v.vehicle_no, s.site_no
FROM owed AS o
LEFT JOIN ref.agencies AS a ON a.agency = o.agency
LEFT JOIN ref.sops AS p ON p.sop_code = o.sop_code AND p.sop_version = o.sop_version
LEFT JOIN raw.trips AS t ON t.trip_id = o.trip_id
LEFT JOIN vehicle_numbers AS v ON v.vehicle_id = t.vehicle_id
LEFT JOIN site_numbers AS s ON s.site_id = o.site_id
ORDER BY o.since_on, o.opened_on, case_id, o.document_kind

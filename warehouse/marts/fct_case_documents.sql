-- grain: one row per case and step of its SOP that asks it for a document
-- A document is asked for (`required`) from the moment its step is done, or the trip of the case has ended, when its step
--   applies and its own condition holds; before that there is no row. A paper on file that was not required has a row too.
-- `due_at`: the end of the next working day of the agency after that moment. A berita acara of handover, of return and a
--   loan evidence is asked for at every site to or from which copies went, from the first scan there; each is one of
--   `papers_needed`, and the row shows the worst: missing (nothing on file and due_at has passed as of the latest record
--   of the agency), inconsistent (copy list and scanned copies differ), unsigned (a required signature is absent), null
--   (nothing on file, not due yet), complete. Unsigned and inconsistent are findings from the day of issue on.
-- A return berita acara is not asked for where every copy was lost: there is nothing to list.
-- The receipt is on file when the case has a payment that was not reversed (the form of a card case is sold before, with
--   a receipt of its own, which is not the one its payment step requires).
-- `is_accepted`: an exception was accepted for the documents of the case, or for that of this step; it excuses no other.
-- `since_at`: what the age of the finding counts from: the deadline of a missing paper, the issue of one that is wrong.
WITH steps AS (
    SELECT c.case_id, c.agency, c.service_point, c.sop_code, c.sop_version, c.opened_on, c.timezone, d.step_position,
           coalesce(s.step_position, d.unit_position) AS unit_position, d.document_kind, CASE WHEN u.is_recorded THEN u.finished_at END AS done_at,
           u.case_id IS NOT NULL
           AND (d.document_condition IS NULL
                OR (d.document_condition = 'bag' AND c.bag_case_id IS NOT NULL)
                OR EXISTS (SELECT 1 FROM raw.case_conditions AS k
                           WHERE k.case_id = c.case_id AND k.condition = d.document_condition)) AS required
    FROM stg_cases AS c
    JOIN ref.sop_step_documents AS d ON d.sop_code = c.sop_code AND d.sop_version = c.sop_version
    LEFT JOIN (SELECT *, true AS is_measured FROM stg_split_units) AS s
        ON s.is_measured = c.is_measured AND s.sop_code = c.sop_code AND s.sop_version = c.sop_version AND s.step_position = d.step_position
    LEFT JOIN marts.fct_case_units AS u
        ON u.case_id = c.case_id AND u.unit_position = coalesce(s.step_position, d.unit_position)
),
trips AS (SELECT case_id, min(trip_id) AS trip_id, max(finished_at) AS finished_at FROM stg_case_trips GROUP BY case_id),
all_lost AS (  -- nothing came back from any site
    SELECT t.case_id
    FROM stg_case_trips AS t
    JOIN raw.copy_moves AS m ON m.trip_id = t.trip_id AND (t.site_id IS NULL OR t.site_id = m.from_site_id)
    GROUP BY t.case_id
    HAVING bool_or(m.move = 'lost') AND NOT bool_or(m.move IN ('take_back', 'roll_over'))
),
asked AS (
    SELECT s.* EXCLUDE (required), s.required AND (s.document_kind <> 'return_ba' OR l.case_id IS NULL) AS required,
           t.trip_id, t.finished_at AS trip_finished_at
    FROM steps AS s
    LEFT JOIN trips AS t ON t.case_id = s.case_id
    LEFT JOIN all_lost AS l ON l.case_id = s.case_id
),
settled AS (
    SELECT a.case_id, p.payment_id FROM asked AS a JOIN raw.payments AS p ON p.case_id = a.case_id
    WHERE a.document_kind = 'receipt' AND p.revenue_kind <> 'form'
    UNION
    SELECT a.case_id, p.payment_id
    FROM asked AS a
    JOIN raw.charges AS g ON g.case_id = a.case_id
    JOIN raw.payments AS p ON p.charge_id = g.charge_id
    WHERE a.document_kind = 'receipt' AND p.revenue_kind <> 'form'
),
receipts AS (
    SELECT DISTINCT s.case_id, 'receipt' AS document_kind
    FROM settled AS s ANTI JOIN raw.payment_reversals AS v ON v.payment_id = s.payment_id
),
sites AS (
    SELECT case_id, document_kind, site_id, min(scanned_at) AS scanned_at
    FROM (
        SELECT case_id, document_kind, site_id, scanned_at FROM stg_scanned_copies
        UNION ALL
        SELECT case_id, document_kind, site_id, NULL FROM stg_case_papers WHERE site_id IS NOT NULL
    )
    GROUP BY ALL
),
papers AS (
    SELECT a.*, s.site_id, p.document_id IS NOT NULL OR w.document_id IS NOT NULL OR r.case_id IS NOT NULL AS on_file,
           coalesce(p.issued_at, w.issued_at) AS issued_at,
           coalesce(p.unsigned_parties, w.unsigned_parties, 0) > 0 AS is_unsigned,
           coalesce(p.differing_copies, w.differing_copies, 0) > 0 AS is_inconsistent,
           CASE WHEN a.document_kind = 'receipt' THEN a.done_at
                ELSE coalesce(s.scanned_at, a.done_at, a.trip_finished_at, p.issued_at, w.issued_at) END AS asked_at
    FROM asked AS a
    LEFT JOIN sites AS s ON s.case_id = a.case_id AND s.document_kind = a.document_kind
    LEFT JOIN stg_case_papers AS p
        ON p.case_id = a.case_id AND p.document_kind = a.document_kind AND p.site_id = s.site_id
    LEFT JOIN stg_case_papers AS w
        ON w.case_id = a.case_id AND w.document_kind = a.document_kind AND w.site_id IS NULL
    LEFT JOIN receipts AS r ON r.case_id = a.case_id AND r.document_kind = a.document_kind
    WHERE a.required OR (p.document_id IS NOT NULL OR w.document_id IS NOT NULL)
),
due AS (
    SELECT p.*, timezone(p.timezone, (d.next_working_day + 1)::TIMESTAMP) AS due_at
    FROM papers AS p
    JOIN ref.calendar_days AS d ON d.agency = p.agency AND d.day = timezone(p.timezone, p.asked_at)::DATE
),
judged AS (
    SELECT d.*,
           CASE WHEN NOT d.on_file THEN CASE WHEN a.as_of_at > d.due_at THEN 'missing' END
                WHEN d.is_inconsistent THEN 'inconsistent'
                WHEN d.is_unsigned THEN 'unsigned'
                ELSE 'complete' END AS status
    FROM due AS d JOIN as_of AS a ON a.agency = d.agency
),
counted AS (
    SELECT case_id, agency, service_point, sop_code, sop_version, opened_on, timezone, step_position, unit_position, document_kind, required,
           trip_id, bool_and(on_file) AS on_file,
           coalesce(min(due_at) FILTER (WHERE NOT on_file), min(due_at)) AS due_at,
           min(due_at) FILTER (WHERE NOT on_file AND status IS NULL) AS next_due_at,
           count(*) AS papers_needed,
           count(*) FILTER (WHERE status = 'missing') AS papers_missing,
           count(*) FILTER (WHERE on_file AND is_unsigned) AS papers_unsigned,
           count(*) FILTER (WHERE on_file AND is_inconsistent) AS papers_inconsistent,
           CASE WHEN bool_or(status = 'missing') THEN 'missing'
                WHEN bool_or(status = 'inconsistent') THEN 'inconsistent'
                WHEN bool_or(status = 'unsigned') THEN 'unsigned'
                WHEN bool_and(on_file) THEN 'complete' END AS status,
           min(CASE WHEN status = 'missing' THEN due_at END) AS missing_since_at,
           min(CASE WHEN status = 'inconsistent' THEN issued_at END) AS inconsistent_since_at,
           min(CASE WHEN status = 'unsigned' THEN issued_at END) AS unsigned_since_at,
           max(issued_at) AS issued_at,
           CASE WHEN count(*) = 1 OR NOT bool_and(coalesce(status = 'complete', false))
                THEN arg_min(site_id, (CASE status WHEN 'missing' THEN 1 WHEN 'inconsistent' THEN 2 WHEN 'unsigned' THEN 3
                                       WHEN 'complete' THEN 5 ELSE 4 END, site_id)) END AS site_id
    FROM judged
    GROUP BY ALL
),
excepted AS (SELECT DISTINCT case_id, unit_position FROM raw.case_exceptions WHERE deviation = 'document')
SELECT c.case_id, c.agency, c.service_point, c.sop_code, c.sop_version, c.opened_on, c.step_position, c.document_kind,
       c.required, c.status, c.on_file, c.due_at, c.next_due_at, coalesce(c.status = 'missing', false) AS is_overdue,
       EXISTS (SELECT 1 FROM excepted AS x
               WHERE x.case_id = c.case_id AND (x.unit_position IS NULL OR x.unit_position = c.unit_position)) AS is_accepted,
       CASE c.status WHEN 'missing' THEN c.missing_since_at
                     WHEN 'inconsistent' THEN c.inconsistent_since_at
                     WHEN 'unsigned' THEN c.unsigned_since_at END AS since_at,
       c.timezone, c.issued_at, c.papers_needed, c.papers_missing, c.papers_unsigned, c.papers_inconsistent, c.trip_id,
       c.site_id, coalesce(k.responsible_role, o.role) AS responsible_role
FROM counted AS c
LEFT JOIN ref.papers AS k ON k.document_kind = c.document_kind
LEFT JOIN ref.sop_officers AS o ON o.sop_code = c.sop_code
ORDER BY c.agency, c.opened_on, c.case_id, c.step_position

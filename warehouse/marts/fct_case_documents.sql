-- grain: one row per case and step of its SOP that requires a document from it
-- Only the receipt has facts so far: it is required when its step's condition holds and its unit was recorded, and on
-- file when the case has a payment that was not reversed (the form of a card case is sold before, with a receipt of its
-- own, which is not the one its payment step requires). `due_at`: the end of the next working day of the agency after
-- the unit finished. `is_overdue`: not on file, and that moment has passed as of the latest record of the agency.
WITH required AS (
    SELECT u.case_id, u.agency, u.service_point, u.sop_code, u.sop_version, u.opened_on, d.step_position, d.document_kind,
           u.finished_at, c.timezone
    FROM marts.fct_case_units AS u
    JOIN stg_cases AS c ON c.case_id = u.case_id
    JOIN ref.sop_step_documents AS d
        ON d.sop_code = u.sop_code AND d.sop_version = u.sop_version AND d.unit_position = u.unit_position
    WHERE d.document_kind = 'receipt' AND u.is_recorded
      AND (d.document_condition IS NULL
           OR (d.document_condition = 'bag' AND c.bag_case_id IS NOT NULL)
           OR EXISTS (SELECT 1 FROM raw.case_conditions AS k
                      WHERE k.case_id = u.case_id AND k.condition = d.document_condition))
),
settled AS (
    SELECT r.case_id, p.payment_id FROM required AS r JOIN raw.payments AS p ON p.case_id = r.case_id
    WHERE p.revenue_kind <> 'form'
    UNION
    SELECT r.case_id, p.payment_id
    FROM required AS r
    JOIN raw.charges AS g ON g.case_id = r.case_id
    JOIN raw.payments AS p ON p.charge_id = g.charge_id
    WHERE p.revenue_kind <> 'form'
),
standing_payments AS (
    SELECT DISTINCT s.case_id FROM settled AS s ANTI JOIN raw.payment_reversals AS v ON v.payment_id = s.payment_id
),
excepted AS (SELECT DISTINCT case_id FROM raw.case_exceptions WHERE deviation = 'document')
SELECT r.case_id, r.agency, r.service_point, r.sop_code, r.sop_version, r.opened_on, r.step_position, r.document_kind,
       p.case_id IS NOT NULL AS on_file,
       timezone(r.timezone, (d.next_working_day + 1)::TIMESTAMP) AS due_at,
       p.case_id IS NULL AND a.as_of_at > timezone(r.timezone, (d.next_working_day + 1)::TIMESTAMP) AS is_overdue,
       x.case_id IS NOT NULL AS is_accepted
FROM required AS r
JOIN ref.calendar_days AS d ON d.agency = r.agency AND d.day = timezone(r.timezone, r.finished_at)::DATE
JOIN as_of AS a ON a.agency = r.agency
LEFT JOIN standing_payments AS p ON p.case_id = r.case_id
LEFT JOIN excepted AS x ON x.case_id = r.case_id
ORDER BY r.agency, r.opened_on, r.case_id, r.step_position

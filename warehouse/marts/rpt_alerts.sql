-- grain: one row per alert, standing or resolved
-- An alert is one finding from the day it was first seen until it is gone; the same finding coming back is a new alert.
-- `kind`: document (a paper missing, unsigned or inconsistent), check (an expectation that does not hold), batch (one that
--   cannot be taken in), run (a refresh that failed), silence (a node from which nothing comes). `role`: whose it is.
-- `sent_at`: when a channel of that role first took it, null while none has; `reminded_at`: the last morning digest that
--   named it; `escalated_to`: the highest head who was told, and when. `resolved_at`: when the finding was gone.
-- `case_id`, `document_kind`, `finding`: of a document alert. `details`: what is known of it, as JSON, without personal data.
SELECT alert_id, kind, severity, agency, service_point, role, subject, first_seen_at, last_seen_at, resolved_at, sent_at,
       reminded_at,
       CASE WHEN division_head_at IS NOT NULL THEN 'division_head' WHEN section_head_at IS NOT NULL THEN 'section_head'
            END AS escalated_to,
       coalesce(division_head_at, section_head_at) AS escalated_at,
       try_cast(details ->> '$.case_id' AS UUID) AS case_id,
       CASE WHEN kind = 'document' THEN details ->> '$.document_kind' END AS document_kind,
       CASE WHEN kind = 'document' THEN details ->> '$.status' END AS finding,
       alert_key, details
FROM alerts.alerts
ORDER BY first_seen_at, alert_id

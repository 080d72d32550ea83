-- grain: one row per case and document_kind that its SOP asks for
-- `required`: its step applies, its condition holds, and the step is done or the trip has ended (false: a paper that is on
--   file although it was not asked for). `status`: complete, missing (nothing on file and `due_at`, the end of the next
--   working day, has passed), unsigned (a required signature is absent), inconsistent (its copy list and the scanned copies
--   differ), null while nothing is on file and nothing is overdue. Where a paper is needed at several sites (`papers_needed`)
--   the row shows the worst of them and the site it is about.
-- `age_days`: calendar days of a finding, to the local day of the agency's latest record: of a missing paper since its
--   deadline, of an unsigned or inconsistent one since it was issued; null when there is no finding. It grows by the day without new rows.
-- `is_accepted`: an exception (reason, who) was accepted; the finding stays to be seen and no longer counts for the case.
SELECT d.case_id, d.agency, d.service_point, d.sop_code, d.sop_version, d.opened_on, d.step_position, d.document_kind,
       d.required, d.status, d.due_at,
       date_diff('day', timezone(d.timezone, d.since_at)::DATE, a.today) AS age_days,
       timezone(d.timezone, d.since_at)::DATE AS since_on,
       d.responsible_role, d.is_accepted, d.issued_at, d.papers_needed, d.papers_missing, d.papers_unsigned,
       d.papers_inconsistent, d.trip_id, d.site_id
FROM marts.fct_case_documents AS d
JOIN touched_months AS m ON m.kind = 'cases' AND m.agency = d.agency AND d.opened_on BETWEEN m.local_month AND last_day(m.local_month)
JOIN as_of AS a ON a.agency = d.agency
ORDER BY d.agency, d.opened_on, d.case_id, d.step_position

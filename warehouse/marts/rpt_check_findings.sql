-- grain: one row per expectation that is broken now (table, expectation) and agency (null: its rows belong to none)
-- The parts of rpt_checks by agency, so that people bound to one agency see theirs; `since_at`: since when in that agency.
SELECT table_name, expectation, agency, severity, owner_role, violations, since_at, checked_at
FROM checks.open_findings
ORDER BY table_name, expectation, agency

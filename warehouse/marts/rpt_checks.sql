-- grain: one row per expectation (table, expectation)
-- Its latest verdict: `status` holds, broken or not_judged (its table never had rows to look at); `violations`: rows of the
--   whole table that break it; `since_at`: since when it is broken, null while it holds. `scope` of the latest look: new (what
--   that refresh brought or changed, `rows_checked` of it) or whole. What was broken is counted over the whole table until it holds.
-- `layer`: raw (records as published), checks (nodes, batches and days), marts (figures). `severity`: critical holds the
--   figures back, warning is for people to look at. `owner_role`: who can do something about it, `advice_…` what.
SELECT e.table_name, e.expectation, split_part(e.table_name, '.', 1) AS layer, e.severity, e.owner_role,
       CASE WHEN l.checked_at IS NULL THEN 'not_judged' WHEN f.violations > 0 THEN 'broken' ELSE 'holds' END AS status,
       CASE WHEN l.checked_at IS NOT NULL THEN coalesce(f.violations, 0) END::BIGINT AS violations,
       f.since_at, l.checked_at, j.rows_checked, j.scope, e.sentence_id, e.advice_id, e.sentence_en, e.advice_en
FROM checks.expectations AS e
LEFT JOIN checks.latest AS l ON l.table_name = e.table_name
LEFT JOIN checks.judgements AS j
    ON j.table_name = l.table_name AND j.run_id = l.run_id AND j.checked_at = l.checked_at
LEFT JOIN (
    SELECT table_name, expectation, sum(violations) AS violations, min(since_at) AS since_at
    FROM checks.open_findings
    GROUP BY ALL
) AS f ON f.table_name = e.table_name AND f.expectation = e.expectation
ORDER BY e.table_name, e.expectation

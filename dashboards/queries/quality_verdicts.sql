-- Grain: expectation; its latest verdict, counted for the agencies looked at and for rows that belong to none.
SELECT
    c.table_name,
    c.expectation,
    c.layer,
    c.severity,
    c.owner_role,
    CASE WHEN c.status = 'not_judged' THEN c.status WHEN f.violations > 0 THEN 'broken' ELSE 'holds' END AS status,
    coalesce(f.violations, 0)::BIGINT AS violations,
    f.since_at,
    c.checked_at,
    c.rows_checked::BIGINT AS rows_checked,
    CASE $language WHEN 'id' THEN c.sentence_id ELSE c.sentence_en END AS sentence,
    CASE $language WHEN 'id' THEN c.advice_id ELSE c.advice_en END AS advice
FROM rpt_checks AS c
LEFT JOIN (
    SELECT table_name, expectation, sum(violations) AS violations, min(since_at) AS since_at
    FROM rpt_check_findings
    WHERE agency IS NULL OR agency = ANY($agencies)
    GROUP BY ALL
) AS f ON f.table_name = c.table_name AND f.expectation = c.expectation
ORDER BY c.table_name, c.expectation

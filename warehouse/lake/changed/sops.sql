-- grain: one row per agency and local month with a case that another version, or a version that was changed, judges now
-- was_*: the reference tables before the catalogue changed. A revised SOP touches the cases opened since it is in force; one
-- that begins later touches nothing yet.
INSERT OR IGNORE INTO raw.pending
WITH changed AS (
    SELECT sop_code, sop_version
    FROM ((TABLE was_sop_units EXCEPT TABLE ref.sop_units) UNION ALL (TABLE ref.sop_units EXCEPT TABLE was_sop_units))
    UNION
    SELECT sop_code, sop_version
    FROM ((TABLE was_sop_steps EXCEPT TABLE ref.sop_steps) UNION ALL (TABLE ref.sop_steps EXCEPT TABLE was_sop_steps))
    UNION
    SELECT sop_code, sop_version
    FROM ((TABLE was_sop_step_documents EXCEPT TABLE ref.sop_step_documents)
          UNION ALL (TABLE ref.sop_step_documents EXCEPT TABLE was_sop_step_documents))
),
days AS (SELECT DISTINCT agency, sop_code, local_day, local_month FROM raw.cases),
judged AS (
    SELECT d.agency, d.sop_code, d.local_month, w.sop_version AS was_version, f.sop_version
    FROM days AS d
    LEFT JOIN was_sop_in_force AS w
        ON w.agency = d.agency AND w.sop_code = d.sop_code AND d.local_day BETWEEN w.from_day AND w.until_day
    LEFT JOIN ref.sop_in_force AS f
        ON f.agency = d.agency AND f.sop_code = d.sop_code AND d.local_day BETWEEN f.from_day AND f.until_day
)
SELECT DISTINCT 'cases', j.agency, j.local_month
FROM judged AS j
LEFT JOIN changed AS c ON c.sop_code = j.sop_code AND c.sop_version = j.sop_version
WHERE j.was_version IS DISTINCT FROM j.sop_version OR c.sop_code IS NOT NULL

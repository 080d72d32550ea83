-- grain: one row per agency and local month whose survey figures the transactions first..last of a node change
INSERT OR IGNORE INTO raw.pending
SELECT DISTINCT 'surveys', agency, local_month
FROM raw.survey_answers
WHERE node = $node AND txid BETWEEN $first AND $last

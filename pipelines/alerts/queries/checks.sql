-- grain: one row per expectation, and agency if its rows belong to one, that does not hold now
-- What is told one by one is not told here once more: papers (documents.sql), batches (batches.sql), silent nodes (silence.sql).
SELECT table_name, expectation, severity, owner_role, agency, violations, sentence_id, advice_id, sentence_en, advice_en
FROM checks.open_findings
WHERE table_name NOT IN ('checks.nodes', 'checks.quarantined')
  AND NOT (table_name = 'marts.rpt_documents'
           AND expectation IN ('berita_acara_present', 'berita_acara_signed', 'berita_acara_consistent',
                               'reports_and_letters_present'))
ORDER BY severity, table_name, expectation, agency

-- one row per standing paper of a case, with the parties that have signed it and their names
SELECT
    d.document_id, d.document_kind, d.dated_on, t.document_no, t.scan_sha256,
    coalesce(list(g.party) FILTER (g.party IS NOT NULL), []) AS signed,
    string_agg(i.name, ', ') AS signers
FROM documents d
JOIN document_texts t USING (document_id)
LEFT JOIN document_signatures g ON g.document_id = d.document_id
LEFT JOIN signature_identities i ON i.signature_id = g.signature_id
WHERE d.case_id = $case_id AND d.document_id NOT IN (SELECT document_id FROM document_voids)
GROUP BY d.document_id, d.document_kind, d.dated_on, t.document_no, t.scan_sha256
ORDER BY min(d.txid), d.document_id

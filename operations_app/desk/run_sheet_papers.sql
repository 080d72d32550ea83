-- one row per paper of a case: its kind, site, number, which parties have signed, and whether it was made void
SELECT d.document_id::VARCHAR AS document_id, d.document_kind, d.site_id::VARCHAR AS site_id, t.document_no,
       list_sort(coalesce((SELECT list(DISTINCT party) FROM document_signatures g WHERE g.document_id = d.document_id), [])) AS signed,
       d.document_id IN (SELECT document_id FROM document_voids) AS is_void
FROM documents d
JOIN document_texts t USING (document_id)
WHERE d.case_id = $case_id
ORDER BY d.txid

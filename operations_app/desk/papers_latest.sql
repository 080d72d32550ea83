-- one row per paper of some services that was written last, void ones included, newest first
SELECT d.document_id, d.case_id, d.document_kind, c.sop_code, x.document_no, d.dated_on, v.occurred_at AS voided_at,
    (SELECT arg_max(n.name, n.txid) FROM site_identities AS n WHERE n.site_id = d.site_id) AS site_name,
    (SELECT s.document_id FROM documents AS s WHERE s.successor_of = d.document_id ORDER BY s.txid LIMIT 1) AS successor_id,
    x.scan_sha256 IS NOT NULL OR EXISTS (
        SELECT 1 FROM document_signatures AS g WHERE g.document_id = d.document_id AND g.way = 'scan') AS has_scan,
    coalesce((SELECT list(DISTINCT g.party) FROM document_signatures AS g WHERE g.document_id = d.document_id), []) AS signed
FROM documents AS d
JOIN cases AS c USING (case_id)
JOIN document_texts AS x USING (document_id)
LEFT JOIN document_voids AS v USING (document_id)
WHERE d.agency = $agency AND list_contains($services, c.sop_code)
ORDER BY d.txid DESC
LIMIT $most

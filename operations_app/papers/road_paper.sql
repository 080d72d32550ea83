-- one row: an official paper with its case, its trip and site, its text, and what became of it
SELECT d.document_id, d.agency, d.service_point, d.case_id, c.sop_code, c.occurred_at AS case_opened_at, d.document_kind,
    d.node, d.trip_id, d.site_id, d.dated_on, d.occurred_at AS issued_at, d.txid, d.successor_of, x.document_no, x.body,
    x.place, x.scan_sha256, v.occurred_at AS voided_at,
    (SELECT n.note FROM case_notes AS n WHERE n.case_id = d.case_id AND n.about = 'void_document' AND n.txid = v.txid) AS void_reason,
    (SELECT y.document_no FROM documents AS s JOIN document_texts AS y USING (document_id)
     WHERE s.successor_of = d.document_id ORDER BY s.txid LIMIT 1) AS successor_no,
    (SELECT y.document_no FROM document_texts AS y WHERE y.document_id = d.successor_of) AS replaces_no,
    (SELECT a.name FROM staff_accounts AS a WHERE a.staff_key = d.staff_key ORDER BY a.txid DESC LIMIT 1) AS writer_name,
    (SELECT a.nip FROM staff_accounts AS a WHERE a.staff_key = d.staff_key ORDER BY a.txid DESC LIMIT 1) AS writer_nip
FROM documents AS d
JOIN cases AS c USING (case_id)
JOIN document_texts AS x USING (document_id)
LEFT JOIN document_voids AS v USING (document_id)
WHERE d.document_id = $document

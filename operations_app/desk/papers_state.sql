-- one row: a paper with its case and site, what of its signatures is there, and the copies in which list and scan differ
WITH paper AS (SELECT * FROM documents WHERE document_id = $document),
aboard AS (
    SELECT m.copy_id FROM copy_moves AS m JOIN paper AS p ON p.trip_id = m.trip_id AND m.txid <= p.txid
    WHERE p.document_kind = 'stock_ba'
    GROUP BY m.copy_id HAVING arg_max(m.to_place, m.txid) = 'trip'
),
scanned AS (
    SELECT m.copy_id
    FROM copy_moves AS m
    JOIN paper AS p ON p.trip_id = m.trip_id
    WHERE (p.document_kind IN ('handover_ba', 'loan_evidence') AND m.move IN ('hand_over', 'roll_over')
           AND (p.site_id IS NULL OR p.site_id = m.to_site_id))
        OR (p.document_kind = 'return_ba' AND m.move IN ('take_back', 'roll_over')
            AND (p.site_id IS NULL OR p.site_id = m.from_site_id))
    UNION
    SELECT copy_id FROM aboard
),
listed AS (SELECT DISTINCT copy_id FROM document_copies WHERE document_id = $document),
numbers AS (SELECT copy_id, arg_max(copy_no, txid) AS copy_no FROM copies GROUP BY copy_id)
SELECT p.document_id, p.agency, p.case_id, p.document_kind, p.trip_id, p.dated_on, p.occurred_at AS issued_at, c.sop_code,
    x.document_no, x.body, x.place, x.scan_sha256, v.occurred_at AS voided_at, i.site_no, i.name AS site_name,
    i.signer_name, i.signer_office,
    (SELECT count(*) FROM listed) AS copies,
    (SELECT list(n.copy_no ORDER BY n.copy_no) FROM listed AS l JOIN numbers AS n USING (copy_id)
     WHERE l.copy_id NOT IN (SELECT copy_id FROM scanned)) AS only_listed,
    (SELECT list(n.copy_no ORDER BY n.copy_no) FROM scanned AS s JOIN numbers AS n USING (copy_id)
     WHERE s.copy_id NOT IN (SELECT copy_id FROM listed)) AS only_scanned,
    (SELECT s.document_id FROM documents AS s WHERE s.successor_of = p.document_id ORDER BY s.txid LIMIT 1) AS successor_id
FROM paper AS p
JOIN cases AS c USING (case_id)
JOIN document_texts AS x USING (document_id)
LEFT JOIN document_voids AS v USING (document_id)
LEFT JOIN service_requests AS r ON r.case_id = p.case_id
LEFT JOIN (
    SELECT s.site_id, arg_max(s.site_no, s.txid) AS site_no, arg_max(n.name, n.txid) AS name,
        arg_max(n.signer_name, n.txid) AS signer_name, arg_max(n.signer_office, n.txid) AS signer_office
    FROM sites AS s JOIN site_identities AS n USING (site_row_id) GROUP BY s.site_id
) AS i ON i.site_id = coalesce(p.site_id, r.site_id)

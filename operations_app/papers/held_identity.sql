-- one row: the identity card held in a photocopy case, with the copy that is taken out
SELECT h.agency, h.service_point, h.note_no, h.document_kind, h.occurred_at AS out_at, h.due_at, i.name, i.valuables,
    (SELECT c.copy_no FROM copies AS c WHERE c.copy_id = h.copy_id ORDER BY c.txid DESC LIMIT 1) AS copy_no,
    (SELECT t.title FROM titles AS t JOIN copies AS c USING (title_id) WHERE c.copy_id = h.copy_id ORDER BY t.txid DESC LIMIT 1) AS title
FROM identity_holds AS h
LEFT JOIN hold_identities AS i USING (case_id)
WHERE h.case_id = $case

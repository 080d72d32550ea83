-- one row per identity card held now
SELECT h.service_point, h.note_no, h.case_id, i.name, h.document_kind, h.occurred_at AS held_at, h.due_at
FROM identity_holds h
JOIN hold_identities i USING (case_id)
WHERE h.case_id NOT IN (SELECT case_id FROM identity_releases)

-- one row per signature of a paper, with who signed and how
SELECT s.party, s.way, s.occurred_at AS signed_at, i.name, i.office, i.nip, i.picture_sha256,
    (SELECT a.roles FROM state_accounts AS a WHERE a.staff_key = s.staff_key) AS roles
FROM document_signatures AS s
JOIN signature_identities AS i USING (signature_id)
WHERE s.document_id = $document
ORDER BY s.txid

-- one row per member of an agency who may be the person typed in: same identity number, or same name and no other birth date
WITH latest AS (
    SELECT i.* FROM member_identities i
    WHERE (i.identity_no = $identity_no OR lower(i.name) = $name)
      AND i.txid = (SELECT max(l.txid) FROM member_identities l WHERE l.member_key = i.member_key)
)
SELECT m.member_no, m.name, l.birth_date, l.identity_no, l.address, m.expires_on, m.is_blocked,
    coalesce(l.identity_no = $identity_no, false) AS has_identity_no
FROM latest l
JOIN state_members m USING (member_key)
WHERE m.agency = $agency
  AND (l.identity_no = $identity_no OR $born_on::DATE IS NULL OR l.birth_date IS NULL OR l.birth_date = $born_on::DATE)
ORDER BY has_identity_no DESC, m.member_no
LIMIT 5

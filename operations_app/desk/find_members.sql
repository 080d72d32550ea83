-- one row per member of an agency whose card or identity number is, or whose name contains, what was typed
SELECT
    m.member_no, m.name, m.expires_on, m.is_blocked,
    (SELECT count(*) FROM state_open_loans l WHERE l.member_key = m.member_key) AS loans,
    coalesce((SELECT sum(c.outstanding_idr) FROM state_open_charges c WHERE c.member_key = m.member_key), 0)::BIGINT AS unpaid_idr
FROM state_members m
WHERE m.agency = $agency
  AND (
      lower(m.member_no) = $words OR contains(lower(m.name), $words)
      OR m.member_key IN (
          SELECT i.member_key FROM member_identities i
          WHERE lower(i.identity_no) = $words
            AND i.txid = (SELECT max(l.txid) FROM member_identities l WHERE l.member_key = i.member_key)
      )
  )
ORDER BY lower(m.member_no) = $words DESC, m.name
LIMIT $limit

-- one row per state of a member's data, the oldest first, with who wrote it down and when
SELECT
    m.txid, m.occurred_at AS at, j.command, coalesce(a.name, j.actor) AS who,
    i.name, i.birth_date, i.identity_no, i.address, i.phone, i.blocked_reason,
    m.sex, m.occupation, m.education, m.region_code, m.expires_on, m.is_blocked
FROM members m
JOIN member_identities i USING (member_row_id)
JOIN journal j ON j.txid = m.txid
LEFT JOIN state_accounts a ON a.login = j.actor
WHERE m.member_key = $member_key::UUID
ORDER BY m.txid

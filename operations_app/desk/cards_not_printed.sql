-- one row per member of an agency registered without a form since a day, at one service point, whose card was not handed over
SELECT m.member_no, m.name, m.expires_on, min(r.occurred_at) AS ready_at,
    (SELECT arg_max(p.sha256, p.txid) FROM member_photos p WHERE p.member_key = m.member_key) AS photo_sha256
FROM members r
JOIN state_members m USING (member_key)
WHERE r.service_point = $point AND r.registered_on >= $since AND r.occurred_at >= $since
  AND r.member_key NOT IN (SELECT member_key FROM card_prints)
  AND NOT m.is_blocked
  AND list_contains($left_out, m.member_no) = false
GROUP BY m.member_no, m.name, m.expires_on, m.member_key
ORDER BY ready_at, m.member_no
LIMIT 100

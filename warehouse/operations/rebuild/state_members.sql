-- one row per member: the last registration or change
SELECT i.member_no, m.member_key, i.name, m.agency, m.member_type, m.sex, m.birth_year, m.occupation, m.education,
       m.region_code, m.expires_on, m.is_blocked
FROM (SELECT * FROM members QUALIFY row_number() OVER (PARTITION BY member_key ORDER BY txid DESC) = 1) m
JOIN member_identities i USING (member_row_id)

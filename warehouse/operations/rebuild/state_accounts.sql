-- one row per account: the last appointment and the last password
SELECT a.login, s.staff_key, a.name, s.agency, s.service_point, s.roles, s.is_active, p.argon2, p.must_change
FROM (SELECT * FROM staff QUALIFY row_number() OVER (PARTITION BY staff_key ORDER BY txid DESC) = 1) s
JOIN staff_accounts a USING (staff_row_id)
LEFT JOIN (SELECT * FROM staff_passwords QUALIFY row_number() OVER (PARTITION BY staff_key ORDER BY txid DESC) = 1) p
       ON p.staff_key = s.staff_key

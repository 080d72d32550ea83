-- one row per active account of an agency that holds a role, with its NIP: who signs
SELECT s.name, s.login, s.service_point,
    (SELECT a.nip FROM staff_accounts AS a WHERE a.staff_key = s.staff_key ORDER BY a.txid DESC LIMIT 1) AS nip
FROM state_accounts AS s
WHERE s.is_active AND s.agency = $agency AND list_contains(s.roles, $role)
ORDER BY s.login

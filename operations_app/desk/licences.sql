-- one row per officer of an agency with a role of the road, and the licences last entered
SELECT a.login, a.name, a.roles,
       list({'licence': l.licence, 'valid_until': l.valid_until} ORDER BY l.licence) FILTER (l.licence IS NOT NULL) AS licences
FROM state_accounts a
LEFT JOIN (
    SELECT staff_key, licence, arg_max(valid_until, txid) AS valid_until FROM staff_licences GROUP BY staff_key, licence
) l USING (staff_key)
WHERE a.is_active AND (a.agency = $agency OR a.agency IS NULL) AND list_has_any(a.roles, $roles::VARCHAR[])
GROUP BY a.login, a.name, a.roles
ORDER BY a.name

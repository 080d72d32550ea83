-- one row per officer of ANTER KOPER with an open account who may work at the service point, with the day the SIM A ends
SELECT a.login, a.name, max_by(l.valid_until, l.txid) AS licence_until
FROM state_accounts a
LEFT JOIN staff_licences l ON l.staff_key = a.staff_key AND l.licence = 'SIM A'
WHERE a.is_active AND list_contains(a.roles, 'technical_officer') AND (a.agency IS NULL OR a.agency = $agency)
GROUP BY a.login, a.name
ORDER BY a.name

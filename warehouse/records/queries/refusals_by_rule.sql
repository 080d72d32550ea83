-- one row per rule, command and role: how often it said no in the period, the most frequent first
SELECT rule, mode(message) AS message, command, role, count(*) AS count, max(occurred_at) AS last_at
FROM refusals
WHERE agency = $agency AND timezone($zone, occurred_at)::DATE BETWEEN $first AND $last
GROUP BY rule, command, role
ORDER BY count DESC, last_at DESC, rule, command, role

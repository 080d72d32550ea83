-- grain: one row per member; only the first batch has them
SELECT made('memberrow', k, 1577836800000) AS member_row_id, 1 AS txid, moment(getvariable('epoch_ms') - 3600000) AS occurred_at,
       made('member', k, 1577836800000) AS member_key, 'umum' AS member_type, ['L', 'P'][k % 2 + 1] AS sex, 1960 + k % 55 AS birth_year, 'Guru' AS occupation,
       'S1' AS education, '53.1' AS region_code, DATE '2020-06-01' AS registered_on, DATE '2039-01-01' AS expires_on, false AS is_blocked
FROM range(35 * getvariable('per_day')) AS r (k) WHERE getvariable('first') = 0

-- grain: one row per return made on the batch's days, five days after its loan
CREATE OR REPLACE TEMP TABLE came_back AS
SELECT n, n - 5 * $per_day::BIGINT AS loan, txid + 2 AS txid, moment + INTERVAL 1 HOUR AS moment, member_key,
       made('b', (n - 5 * $per_day::BIGINT) % 50000) AS copy_id, n % 10 = 0 AS is_late
FROM happened
WHERE n >= 5 * $per_day::BIGINT

-- grain: one row per loan of the batch's days, with the visit it belongs to
CREATE OR REPLACE TEMP TABLE happened AS
SELECT n, 3 * n + 1 AS txid,
       $epoch::TIMESTAMPTZ + to_days((n // $per_day)::INTEGER) + to_seconds((n % $per_day) * 28000 / $per_day) AS moment,
       made('a', n % 20000) AS member_key, made('b', n % 50000) AS copy_id, 60 + n % 400 AS took_s,
       ((n % 50000) % 10 * 100)::VARCHAR AS class
FROM range($first::BIGINT, $until::BIGINT) AS r(n)

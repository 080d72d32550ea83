-- grain: one row per event of a made-up log: $cases cases of eight steps with skewed durations, some steps left out or done twice
SELECT 'berkas-' || c AS case_id, 'Langkah ' || s AS activity,
       strftime(begun, '%Y-%m-%dT%H:%M:%S+08:00') AS start,
       strftime(begun + to_seconds(took), '%Y-%m-%dT%H:%M:%S+08:00') AS complete
FROM (
    SELECT c, s, again, TIMESTAMP '2024-01-02 08:00:00' + to_seconds((c // 40) * 86400 + (c % 40) * 660 + s * 400 + again * 200) AS begun,
           (20 + 40 * -ln(1 - (hash(c, s, again) % 100000) / 100001))::BIGINT AS took
    FROM range($cases) AS cases (c), range(1, 9) AS steps (s), range(2) AS twice (again)
    WHERE hash(c, s) % 33 <> 0 AND (again = 0 OR hash(s, c) % 50 = 0)
)
ORDER BY c, s, again

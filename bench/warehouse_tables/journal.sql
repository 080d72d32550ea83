-- grain: one row per transaction
SELECT txid + k + 1 AS txid, ['deposit_bag', 'register_visit', 'take_back', 'lend', 'return_bag'][k + 1] AS command,
       came_at + to_minutes([-4, 0, 10, 35, 90][k + 1]) AS occurred_at, came_at + to_minutes([-4, 0, 10, 35, 90][k + 1]) AS recorded_at,
       sha256((txid + k)::VARCHAR) AS sha256
FROM seen CROSS JOIN range(5) AS r (k) ORDER BY 1

-- Grain: one row (none before the first refresh); the latest refresh and how far the records of the nodes reach.
SELECT
    max(refreshed_at) AS refreshed_at,
    max(as_of_at) AS as_of_at,
    coalesce(bool_or(is_demo), false) AS is_demo
FROM meta_refresh
WHERE refreshed_at = (SELECT max(refreshed_at) FROM meta_refresh)
HAVING count(*) > 0

-- grain: one row per case of the log: its id in the temporary warehouse, its opening, closing and local day
-- Opened and closed as the log says; where it does not, with the first and the last moment of any event of the case.
SELECT case_name, md5(case_name)::UUID AS case_id, coalesce(min(opened_at), min(least(started_at, finished_at))) AS opened_at,
       CASE WHEN $says_closed THEN max(closed_at) ELSE max(greatest(started_at, finished_at)) END AS closed_at,
       any_value(conditions) AS conditions
FROM told_events
WHERE refused IS NULL
GROUP BY case_name
HAVING opened_at IS NOT NULL

-- grain: one row per agency and local month of visits, in the building or to a room, whole history
SELECT DISTINCT agency, local_month FROM raw.visits
UNION
SELECT DISTINCT agency, local_month FROM raw.room_visits
UNION
SELECT DISTINCT agency, local_month FROM raw.group_counts

-- grain: one row per agency and local month of visits, in the building, to a room or at a stop, whole history
SELECT DISTINCT agency, local_month FROM raw.visits
UNION
SELECT DISTINCT agency, local_month FROM raw.room_visits
UNION
SELECT DISTINCT agency, local_month FROM raw.group_counts
UNION
SELECT DISTINCT agency, local_month FROM raw.outreach_visits

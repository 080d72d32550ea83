-- one row: the service points and the collections that copies belong to
SELECT coalesce(list(DISTINCT service_point ORDER BY service_point), []) AS points,
       coalesce(list(DISTINCT collection ORDER BY collection), []) AS collections
FROM state_copies

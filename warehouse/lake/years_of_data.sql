-- grain: one row: first and last year in which a case was opened or anything of one happened (null: nothing yet)
SELECT year(min(first_day)), year(max(last_day))
FROM (
    SELECT min(local_day) AS first_day, max(local_day) AS last_day FROM raw.step_events
    UNION ALL SELECT min(local_day), max(local_day) FROM raw.cases
    UNION ALL SELECT min(local_day), max(local_day) FROM raw.case_closings
    UNION ALL SELECT min(local_day), max(local_day) FROM raw.documents
    UNION ALL SELECT min(local_day), max(local_day) FROM raw.copy_moves
    UNION ALL SELECT min(local_day), max(local_day) FROM raw.trip_finishes
)

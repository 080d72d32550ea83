-- grain: one row per activity of the log that no step of the SOP is named by, most frequent first
SELECT activity, count(*) AS rows
FROM told_events
WHERE refused IS NULL AND NOT is_known AND activity IS NOT NULL
GROUP BY activity
ORDER BY rows DESC, activity

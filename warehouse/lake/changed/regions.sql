-- grain: one row per agency with outreach: its coverage of kecamatan is counted by another list from its first month on
INSERT OR IGNORE INTO raw.pending
SELECT 'outreach', agency, min(local_month)
FROM (
    SELECT agency, local_month FROM raw.sites
    UNION ALL SELECT agency, least(local_month, date_trunc('month', planned_on)::DATE) FROM raw.trips
    UNION ALL SELECT agency, local_month FROM raw.copy_moves
)
GROUP BY agency

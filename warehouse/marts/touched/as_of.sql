-- grain: one row per agency: the latest moment at which anything of it was recorded, on any node
SELECT agency, max(recorded_at) AS as_of_at FROM raw.journal WHERE agency IS NOT NULL GROUP BY agency

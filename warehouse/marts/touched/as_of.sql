-- grain: one row per agency: the latest moment at which anything of it was recorded, on any node; its local day is `today`
SELECT j.agency, j.as_of_at, timezone(coalesce(g.timezone, 'UTC'), j.as_of_at)::DATE AS today
FROM (SELECT agency, max(recorded_at) AS as_of_at FROM raw.journal WHERE agency IS NOT NULL GROUP BY agency) AS j
LEFT JOIN ref.agencies AS g ON g.agency = j.agency

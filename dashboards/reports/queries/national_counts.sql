-- Grain: measure; the counts of the year that national indicators are made of.
SELECT measure, value
FROM rpt_national_counts
WHERE agency = $agency AND grain = 'year' AND period_start = $first
ORDER BY measure

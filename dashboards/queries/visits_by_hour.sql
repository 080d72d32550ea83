-- Grain: weekday (1 Monday … 7 Sunday), hour; visits of whole months, as the mart keeps them.
SELECT weekday::INTEGER AS weekday, hour::INTEGER AS hour, sum(visits)::BIGINT AS visits
FROM rpt_visits_by_hour
WHERE period_start BETWEEN $first AND $last
  AND grain = 'month'
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL

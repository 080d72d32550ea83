-- Grain: bucket (day, week from Monday, or month); trips by the day they were planned for; with $service only that one's.
SELECT
    date_trunc($bucket, period_start)::DATE AS bucket,
    sum(trips_planned)::BIGINT AS trips_planned,
    sum(trips_done)::BIGINT AS trips_done,
    sum(trips_cancelled)::BIGINT AS trips_cancelled,
    sum(trips_planned - trips_done - trips_cancelled)::BIGINT AS trips_open,
    sum(copies_out)::BIGINT AS copies_out,
    sum(copies_back)::BIGINT AS copies_back,
    sum(copies_lost)::BIGINT AS copies_lost
FROM rpt_outreach_coverage
WHERE grain = 'day'
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service::VARCHAR IS NULL OR service = $service)
GROUP BY ALL
ORDER BY ALL

-- Grain: agency, service; trips planned for the days picked and what became of them, copies moved, people and books at the
-- stops. Trips and copies add up over days; sites do not (outreach_sites).
SELECT
    agency,
    service,
    sum(trips_planned)::BIGINT AS trips_planned,
    sum(trips_done)::BIGINT AS trips_done,
    sum(trips_cancelled)::BIGINT AS trips_cancelled,
    sum(copies_out)::BIGINT AS copies_out,
    sum(copies_back)::BIGINT AS copies_back,
    sum(copies_lost)::BIGINT AS copies_lost,
    sum(visitors)::BIGINT AS visitors
FROM rpt_outreach_coverage
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
GROUP BY ALL
ORDER BY ALL

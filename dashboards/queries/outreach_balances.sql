-- Grain: agency, service, region; copies that lay at its sites when the day $at ended: the balance of the last day up to
-- then on which something happened there.
SELECT
    agency,
    service,
    region_code,
    arg_max(copies_outstanding, period_start)::BIGINT AS copies_outstanding
FROM rpt_outreach_coverage
WHERE grain = 'day'
  AND period_start <= $at
  AND agency = ANY($agencies)
GROUP BY ALL
ORDER BY ALL

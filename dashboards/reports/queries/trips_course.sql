-- Grain: day or month ($step) of the period; trips by the day they were planned for, and who came.
SELECT
    period_start,
    sum(trips_planned)::BIGINT AS trips_planned,
    sum(trips_done)::BIGINT AS trips_done,
    sum(visitors)::BIGINT AS visitors,
    sum(copies_out)::BIGINT AS copies_out,
    sum(copies_back)::BIGINT AS copies_back
FROM rpt_outreach_coverage
WHERE grain = $step AND agency = $agency AND period_start BETWEEN $first AND $last
GROUP BY period_start
HAVING sum(trips_planned) + sum(visitors) + sum(copies_out) + sum(copies_back) > 0
ORDER BY period_start

-- Grain: day of the month or month of the year ($step), from the first with a record to the last; what was counted then.
WITH counted AS (
    SELECT period_start, visits, outreach_visitors, 0 AS loans, 0 AS received_idr, 0 AS trips_done,
           0 AS fixed_expected, 0 AS on_time
    FROM rpt_visitors
    WHERE grain = $step AND agency = $agency AND period_start BETWEEN $first AND $last
    UNION ALL
    SELECT period_start, 0, 0, loans, 0, 0, 0, 0
    FROM rpt_loan_turnover
    WHERE grain = $step AND agency = $agency AND period_start BETWEEN $first AND $last AND loans > 0
    UNION ALL
    SELECT period_start, 0, 0, 0, received_idr, 0, 0, 0
    FROM rpt_revenue
    WHERE grain = $step AND agency = $agency AND period_start BETWEEN $first AND $last
    UNION ALL
    SELECT period_start, 0, 0, 0, 0, trips_done, 0, 0
    FROM rpt_outreach_coverage
    WHERE grain = $step AND agency = $agency AND period_start BETWEEN $first AND $last AND trips_planned > 0
    UNION ALL
    SELECT period_start, 0, 0, 0, 0, 0, CASE WHEN standard_s IS NOT NULL THEN expected ELSE 0 END, on_time
    FROM rpt_sop_step_compliance
    WHERE grain = $step AND agency = $agency AND period_start BETWEEN $first AND $last AND step_position = unit_position
)
SELECT
    period_start,
    sum(visits)::BIGINT AS visits,
    sum(outreach_visitors)::BIGINT AS outreach_visitors,
    sum(loans)::BIGINT AS loans,
    sum(received_idr)::BIGINT AS received_idr,
    sum(trips_done)::BIGINT AS trips_done,
    sum(fixed_expected)::BIGINT AS fixed_expected,
    sum(on_time)::BIGINT AS on_time
FROM counted
GROUP BY period_start
ORDER BY period_start

-- Grain: agency, collection, ddc_class; copies that may be lent, and of these the unused (no loan in the twelve months
-- before), at the end of the month in which the period ends: days have rows only for cells where something happened.
WITH months AS (
    SELECT agency, max(period_start) AS period_start
    FROM rpt_loan_turnover
    WHERE grain = 'month' AND period_start <= $last AND agency = ANY($agencies)
    GROUP BY agency
)
SELECT
    held.agency,
    held.collection,
    held.ddc_class,
    held.period_start AS held_in,
    held.lendable_copies::BIGINT AS lendable_copies,
    held.unused_copies::BIGINT AS unused_copies
FROM rpt_loan_turnover AS held
JOIN months USING (agency, period_start)
WHERE held.grain = 'month'
ORDER BY held.agency, held.collection, held.ddc_class

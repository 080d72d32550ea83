-- Grain: one row; use of the year by people served and by members.
SELECT visits, loans, lendable_copies, members, people_served
FROM rpt_per_capita
WHERE grain = $grain AND agency = $agency AND period_start = $first

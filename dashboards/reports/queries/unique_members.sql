-- Grain: one row; different members who came in the period, anywhere in the agency: those whose visit before lies before it.
SELECT coalesce(sum(members), 0)::BIGINT AS unique_members
FROM rpt_member_returns
WHERE agency = $agency
  AND service_point IS NULL
  AND period_start BETWEEN $first AND $last
  AND (previous_on IS NULL OR previous_on < $first)

-- Grain: one row; different members among the visits of the period. A member-day counts when the member's visit before
-- it (at the place picked, or anywhere in the agency) lies before the period: once for each member.
SELECT coalesce(sum(members), 0)::BIGINT AS unique_members
FROM rpt_member_returns
WHERE period_start BETWEEN $first AND $last
  AND (previous_on IS NULL OR previous_on < $first)
  AND agency = ANY($agencies)
  AND service_point IS NOT DISTINCT FROM $service_point::VARCHAR

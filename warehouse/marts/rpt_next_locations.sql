-- grain: one row per agency, service, month and candidate site
-- The plan of the month after that of the agency's latest record: ANTER KOPER, MPK and LTPS, with the vehicles in service, the
--   days of the planning terms and no locks. Worked out by the refresh when one of its inputs changed, with a short search:
--   the page Next locations searches longer and asks what if.
-- `rank`: visits in the order of their days, then what is left out, the greatest need first. `score`: need points = people ×
--   months waiting × use × fairness between regencies × owed papers × request. `arrive_at`, `leave_at`: by the SOP's own
--   standard times and the roads of the planning terms. `reason`: why this one, or why not, in the language of the home.
SELECT agency, service, month, site_id, rank, chosen, planned_on, vehicle, visit_order, arrive_at, leave_at, score, people,
       days_since_served, reason
FROM plans.locations
ORDER BY agency, service, month, rank

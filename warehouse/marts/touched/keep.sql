-- grain: one row per kind, agency and local month that is stale although no new row says so
-- Deadlines and months carried on are found by looking at the marts, which are new before they are served: noted here, a
-- refresh that dies in between is made good by the next one.
INSERT OR IGNORE INTO raw.pending
SELECT kind, agency, local_month FROM touched_months WHERE kind IN ('cases', 'outreach', 'revenue')

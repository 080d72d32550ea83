-- grain: one row per site as its last row describes it, whole history
-- The last registration, correction or closing holds, of any node.
SELECT s.agency, s.service_point, s.site_id, s.site_no, s.kind, s.level, s.public_name, s.people_served, s.region_code,
       s.latitude, s.longitude, s.services, s.registered_on, s.closed_on
FROM raw.sites AS s
QUALIFY row_number() OVER (PARTITION BY s.site_id ORDER BY s.occurred_at DESC, s.txid DESC, s.site_row_id DESC) = 1

-- grain: one row per site ever registered
-- `copies_outstanding`: copies that lie there = `copies_out` − `copies_back` − `copies_lost` over all time; never negative,
--   for each is a copy whose last move ended there. Rolling counts as back at one site and out at the next.
-- `last_served_on`: the last local day on which something was recorded there (copies, visitors, books or toys used);
--   `days_since_served`: from it to the local day of the agency's latest record, null for a site never served.
-- `next_planned_on`: the next trip that is planned there, not cancelled and not back yet, from that day on.
-- `visitors`: heads in the visitors' books of all stops there. `requested_on`: the last approved request (ANTER KOPER) after
--   which nothing was recorded there yet.
-- A household has no name and no coordinates here: they are a person's.
WITH stays AS (
    SELECT site_id, count(*) AS copies_out,
           count(*) FILTER (WHERE ended = 'back') AS copies_back,
           count(*) FILTER (WHERE ended = 'lost') AS copies_lost,
           count(*) FILTER (WHERE ended IS NULL) AS copies_outstanding,
           min(from_day) FILTER (WHERE ended IS NULL) AS outstanding_since
    FROM stg_site_stays
    GROUP BY site_id
),
served AS (
    SELECT site_id, max(local_day) AS last_served_on, count(DISTINCT trip_id) AS times_served
    FROM stg_site_services GROUP BY site_id
),
today AS (
    SELECT a.agency, timezone(coalesce(g.timezone, 'UTC'), a.as_of_at)::DATE AS day
    FROM as_of AS a LEFT JOIN ref.agencies AS g ON g.agency = a.agency
),
visitors AS (SELECT site_id, sum(heads) AS visitors FROM raw.outreach_visits GROUP BY site_id),
requested AS (
    SELECT q.site_id, max(d.local_day) AS requested_on
    FROM raw.service_requests AS q
    JOIN raw.request_decisions AS d ON d.case_id = q.case_id AND d.decision = 'approved'
    LEFT JOIN served AS v ON v.site_id = q.site_id
    WHERE v.last_served_on IS NULL OR v.last_served_on < d.local_day
    GROUP BY q.site_id
),
planned AS (
    SELECT p.site_id, min(t.planned_on) AS next_planned_on
    FROM raw.trip_stops AS p
    JOIN stg_trips AS t ON t.trip_id = p.trip_id
    JOIN today AS d ON d.agency = t.agency AND t.planned_on >= d.day
    WHERE NOT t.is_done AND NOT t.is_cancelled
    GROUP BY p.site_id
)
SELECT s.agency, s.service_point, s.site_id, s.site_no, s.public_name, s.kind, s.level, s.region_code,
       array_to_string(list_sort(s.services), ', ') AS services, s.people_served,
       CASE WHEN s.kind <> 'household' THEN s.latitude END AS latitude,
       CASE WHEN s.kind <> 'household' THEN s.longitude END AS longitude,
       s.registered_on, s.closed_on, s.closed_on IS NULL OR s.closed_on >= d.day AS is_active,
       coalesce(y.copies_out, 0) AS copies_out,
       coalesce(y.copies_back, 0) AS copies_back,
       coalesce(y.copies_lost, 0) AS copies_lost,
       coalesce(y.copies_outstanding, 0) AS copies_outstanding,
       y.outstanding_since, v.last_served_on, date_diff('day', v.last_served_on, d.day) AS days_since_served,
       coalesce(v.times_served, 0) AS times_served, coalesce(w.visitors, 0)::BIGINT AS visitors, r.requested_on,
       n.next_planned_on
FROM stg_sites AS s
LEFT JOIN today AS d ON d.agency = s.agency
LEFT JOIN stays AS y ON y.site_id = s.site_id
LEFT JOIN served AS v ON v.site_id = s.site_id
LEFT JOIN visitors AS w ON w.site_id = s.site_id
LEFT JOIN requested AS r ON r.site_id = s.site_id
LEFT JOIN planned AS n ON n.site_id = s.site_id
ORDER BY s.agency, s.site_no, s.site_id

-- grain: one row per agency, period, service (SOP code of the outreach service), region_code (of the site; null: not given)
-- `sites_registered`: sites of the service that are active on the period's last day (registered by then; a closing takes
--   effect when its day ends); a site closed before counts neither above nor below the line. `sites_served`: of these, the
--   ones at which the service recorded something in the period (stg_site_services). `site_coverage` = served ÷ registered;
--   `people_registered`, `people_served` (people of these sites, as known on the period's last day) and
--   `population_coverage` = people of served sites ÷ people of registered sites. The year's served sites are different
--   sites, not the sum of its months.
-- `trips_planned`: trips on the calendar for a day of the period, whatever became of them; of these `trips_done` came back
--   and `trips_cancelled` were called off. A trip counts in the region of its first stop, so trips add up over regions.
-- `copies_out`, `copies_back`, `copies_lost`: copies left at sites, taken away again (rolling is both), lost there, on their
--   local days; under the service that brought the copy. `copies_outstanding` = what lay there when the period's last day
--   ended: over all time out − back − lost. `visitors`: heads in the visitors' books of the stops; `books_read`,
--   `toys_used` there. Handing over is no loan and stands in no loan figure.
-- Months and years from the agency's first record of the road to the month of the latest day recorded of any agency have
-- a row for every service and region with a registered site, days only where something happened or was planned.
WITH grains (grain) AS (VALUES ('day'), ('month'), ('year')),
periods AS (
    SELECT t.agency, t.grain, t.period_start,
           CASE t.grain WHEN 'day' THEN t.period_start
                        WHEN 'month' THEN last_day(t.period_start)
                        ELSE make_date(year(t.period_start), 12, 31) END AS period_end
    FROM touched_periods AS t
    JOIN latest_day AS l ON t.period_start <= last_day(l.latest_day)
    JOIN road_span AS r ON r.agency = t.agency AND date_trunc(t.grain, r.first_month) <= t.period_start
    WHERE t.kind = 'outreach'
),
happened AS (
    SELECT agency, service, site_id, planned_on AS day, 1 AS planned, is_done::INTEGER AS done, is_cancelled::INTEGER AS cancelled,
           0 AS copies_out, 0 AS copies_back, 0 AS copies_lost, 0 AS visitors, 0 AS books_read, 0 AS toys_used
    FROM stg_trips
    UNION ALL
    SELECT agency, service, site_id, from_day, 0, 0, 0, 1, 0, 0, 0, 0, 0 FROM stg_site_stays WHERE service IS NOT NULL
    UNION ALL
    SELECT agency, service, site_id, until_day, 0, 0, 0, 0, (ended = 'back')::INTEGER, (ended = 'lost')::INTEGER, 0, 0, 0
    FROM stg_site_stays WHERE ended IS NOT NULL AND service IS NOT NULL
    UNION ALL
    SELECT t.agency, t.service, v.site_id, v.local_day, 0, 0, 0, 0, 0, 0, v.heads, 0, 0
    FROM raw.outreach_visits AS v JOIN raw.trips AS t ON t.trip_id = v.trip_id
    UNION ALL
    SELECT t.agency, t.service, u.site_id, u.local_day, 0, 0, 0, 0, 0, 0, 0, u.books_read, u.toys_used
    FROM raw.outreach_uses AS u JOIN raw.trips AS t ON t.trip_id = u.trip_id
),
daily AS (
    SELECT h.agency, h.service, coalesce(s.region_code, '') AS region, h.day,
           sum(h.planned)::BIGINT AS planned, sum(h.done)::BIGINT AS done, sum(h.cancelled)::BIGINT AS cancelled,
           sum(h.copies_out)::BIGINT AS copies_out, sum(h.copies_back)::BIGINT AS copies_back,
           sum(h.copies_lost)::BIGINT AS copies_lost, sum(h.visitors)::BIGINT AS visitors,
           sum(h.books_read)::BIGINT AS books_read, sum(h.toys_used)::BIGINT AS toys_used
    FROM happened AS h
    LEFT JOIN stg_sites AS s ON s.site_id = h.site_id
    GROUP BY h.agency, h.service, region, h.day
),
flows AS (
    SELECT d.agency, g.grain, date_trunc(g.grain, d.day)::DATE AS period_start, d.service, d.region,
           sum(d.planned)::BIGINT AS planned, sum(d.done)::BIGINT AS done, sum(d.cancelled)::BIGINT AS cancelled,
           sum(d.copies_out)::BIGINT AS copies_out, sum(d.copies_back)::BIGINT AS copies_back,
           sum(d.copies_lost)::BIGINT AS copies_lost, sum(d.visitors)::BIGINT AS visitors,
           sum(d.books_read)::BIGINT AS books_read, sum(d.toys_used)::BIGINT AS toys_used
    FROM daily AS d CROSS JOIN grains AS g
    GROUP BY ALL
),
balances AS (
    SELECT agency, service, region, day,
           sum(copies_out - copies_back - copies_lost) OVER (PARTITION BY agency, service, region ORDER BY day)::BIGINT AS copies_outstanding
    FROM daily
),
people AS (  -- what was known of a site from a day on; before its first row, that row
    SELECT site_id, people_served, services,
           CASE WHEN row_number() OVER (PARTITION BY site_id ORDER BY local_day) = 1 THEN DATE '0001-01-01' ELSE local_day END AS from_day
    FROM (
        SELECT site_id, people_served, services, local_day FROM raw.sites
        QUALIFY row_number() OVER (PARTITION BY site_id, local_day ORDER BY occurred_at DESC, txid DESC, site_row_id DESC) = 1
    )
),
counted_periods AS (  -- a day only where something happened
    SELECT p.* FROM periods AS p
    WHERE p.grain <> 'day' OR EXISTS (
        SELECT 1 FROM flows AS f WHERE f.grain = 'day' AND f.agency = p.agency AND f.period_start = p.period_start)
),
active AS (
    SELECT p.agency, p.grain, p.period_start, p.period_end, s.site_id, coalesce(s.region_code, '') AS region
    FROM counted_periods AS p
    JOIN stg_sites AS s
        ON s.agency = p.agency AND s.registered_on <= p.period_end AND (s.closed_on IS NULL OR s.closed_on >= p.period_end)
),
registered AS (
    SELECT a.agency, a.grain, a.period_start, a.site_id, a.region, unnest(list_distinct(k.services)) AS service, k.people_served
    FROM active AS a
    ASOF JOIN people AS k ON k.site_id = a.site_id AND a.period_end >= k.from_day
),
served AS (
    SELECT DISTINCT v.agency, v.service, v.site_id, g.grain, date_trunc(g.grain, v.local_day)::DATE AS period_start
    FROM stg_site_services AS v CROSS JOIN grains AS g
),
sites AS (
    SELECT r.agency, r.grain, r.period_start, r.service, r.region,
           count(*) AS sites_registered,
           count(v.site_id) AS sites_served,
           sum(r.people_served)::BIGINT AS people_registered,
           coalesce(sum(r.people_served) FILTER (WHERE v.site_id IS NOT NULL), 0)::BIGINT AS people_served
    FROM registered AS r
    LEFT JOIN served AS v
        ON v.agency = r.agency AND v.service = r.service AND v.site_id = r.site_id AND v.grain = r.grain
       AND v.period_start = r.period_start
    GROUP BY ALL
),
cells AS (
    SELECT agency, grain, period_start, service, region FROM flows
    UNION
    SELECT agency, grain, period_start, service, region FROM sites WHERE grain <> 'day'
    UNION
    SELECT p.agency, p.grain, p.period_start, c.service, c.region
    FROM periods AS p
    JOIN (SELECT agency, service, region, min(day) AS first_day FROM daily GROUP BY ALL) AS c
        ON c.agency = p.agency AND c.first_day <= p.period_end
    WHERE p.grain <> 'day'
),
wanted AS (
    SELECT c.*, p.period_end
    FROM cells AS c JOIN periods AS p ON p.agency = c.agency AND p.grain = c.grain AND p.period_start = c.period_start
),
held AS (
    SELECT w.*, coalesce(b.copies_outstanding, 0) AS copies_outstanding
    FROM wanted AS w
    ASOF LEFT JOIN balances AS b
        ON b.agency = w.agency AND b.service = w.service AND b.region = w.region AND w.period_end >= b.day
)
SELECT h.agency, h.grain, h.period_start, h.service, nullif(h.region, '') AS region_code,
       coalesce(s.sites_registered, 0) AS sites_registered,
       coalesce(s.sites_served, 0) AS sites_served,
       s.sites_served / nullif(s.sites_registered, 0) AS site_coverage,
       coalesce(s.people_registered, 0) AS people_registered,
       coalesce(s.people_served, 0) AS people_served,
       s.people_served / nullif(s.people_registered, 0) AS population_coverage,
       coalesce(f.planned, 0) AS trips_planned,
       coalesce(f.done, 0) AS trips_done,
       coalesce(f.cancelled, 0) AS trips_cancelled,
       coalesce(f.copies_out, 0) AS copies_out,
       coalesce(f.copies_back, 0) AS copies_back,
       coalesce(f.copies_lost, 0) AS copies_lost,
       h.copies_outstanding,
       coalesce(f.visitors, 0) AS visitors,
       coalesce(f.books_read, 0) AS books_read,
       coalesce(f.toys_used, 0) AS toys_used
FROM held AS h
LEFT JOIN sites AS s
    ON s.agency = h.agency AND s.grain = h.grain AND s.period_start = h.period_start AND s.service = h.service AND s.region = h.region
LEFT JOIN flows AS f
    ON f.agency = h.agency AND f.grain = h.grain AND f.period_start = h.period_start AND f.service = h.service AND f.region = h.region
WHERE s.sites_registered > 0 OR f.agency IS NOT NULL OR h.copies_outstanding <> 0
ORDER BY h.agency, h.grain, h.period_start, h.service, region_code

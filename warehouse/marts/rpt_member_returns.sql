-- grain: one row per service point (null: the whole agency), local day and day of the members' visit before
-- `members`: members who came on that day and whose visit before was on `previous_on` (null: never before), there or, in the
--   rows of the agency, anywhere in it. Registrations that were cancelled are left out, groups and guests have no card.
-- Different members do not add up over days, and no key of a person is served; from these rows they are counted for any
--   days and any place: a member counts on the one day of the period whose visit before lies before the period, so
--   sum(members) where previous_on is null or before its first day. A visit that arrives late, or is cancelled, changes the
--   row of the member's visit after it, and touches the month in which that one lies.
WITH came AS NOT MATERIALIZED (
    SELECT v.agency, v.service_point, v.member_key, v.local_day, v.local_month
    FROM raw.visits AS v
    ANTI JOIN raw.visit_cancellations AS k ON k.visit_id = v.visit_id
    WHERE v.member_key IS NOT NULL
),
touched AS (
    SELECT DISTINCT v.agency, v.service_point, v.member_key, v.local_day, v.local_month
    FROM came AS v
    JOIN touched_months AS m ON m.kind = 'visits' AND m.agency = v.agency AND m.local_month = v.local_month
),
earlier AS (  -- of what lies in other months only the latest before a touched month can be the visit before
    SELECT v.agency, v.service_point, v.member_key, max(v.local_day) AS local_day
    FROM came AS v
    ANTI JOIN touched_months AS m ON m.kind = 'visits' AND m.agency = v.agency AND m.local_month = v.local_month
    JOIN (SELECT DISTINCT agency, member_key, local_month FROM touched) AS t
        ON t.agency = v.agency AND t.member_key = v.member_key AND t.local_month > v.local_month
    GROUP BY v.agency, v.service_point, v.member_key, t.local_month
),
came_there AS (
    SELECT agency, service_point, member_key, local_day, true AS is_touched FROM touched
    UNION ALL
    SELECT agency, service_point, member_key, local_day, false FROM earlier
),
days AS (
    SELECT * FROM came_there
    UNION ALL
    SELECT DISTINCT agency, NULL, member_key, local_day, is_touched FROM came_there
),
dated AS (
    SELECT agency, service_point, local_day, is_touched,
           lag(local_day) OVER (PARTITION BY agency, service_point, member_key ORDER BY local_day) AS previous_on
    FROM days
)
SELECT d.agency, d.service_point, 'day' AS grain, d.local_day AS period_start, d.previous_on, count(*)::BIGINT AS members
FROM dated AS d
WHERE d.is_touched
GROUP BY ALL
ORDER BY ALL

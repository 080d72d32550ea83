-- grain: one row per service point (null: the whole agency), local day and day of the members' visit before
-- `members`: members who came on that day and whose visit before was on `previous_on` (null: never before), there or, in the
--   rows of the agency, anywhere in it. Registrations that were cancelled are left out, groups and guests have no card.
-- Different members do not add up over days, and no key of a person is served; from these rows they are counted for any
--   days and any place: a member counts on the one day of the period whose visit before lies before the period, so
--   sum(members) where previous_on is null or before its first day. A visit that arrives late, or is cancelled, changes the
--   row of the member's visit after it, and touches the month in which that one lies.
WITH concerned AS (  -- members who came in a touched month; of the others nothing changes
    SELECT DISTINCT v.agency, v.member_key
    FROM raw.visits AS v
    JOIN touched_months AS m ON m.kind = 'visits' AND m.agency = v.agency AND m.local_month = v.local_month
    WHERE v.member_key IS NOT NULL
),
came AS (
    SELECT DISTINCT v.agency, v.service_point, v.member_key, v.local_day, v.local_month
    FROM raw.visits AS v
    JOIN concerned AS c ON c.agency = v.agency AND c.member_key = v.member_key
    WHERE NOT EXISTS (SELECT 1 FROM raw.visit_cancellations AS k WHERE k.visit_id = v.visit_id)
),
days AS (
    SELECT agency, service_point, member_key, local_day, local_month FROM came
    UNION ALL
    SELECT DISTINCT agency, NULL, member_key, local_day, local_month FROM came
),
dated AS (
    SELECT agency, service_point, local_day, local_month,
           lag(local_day) OVER (PARTITION BY agency, service_point, member_key ORDER BY local_day) AS previous_on
    FROM days
)
SELECT d.agency, d.service_point, 'day' AS grain, d.local_day AS period_start, d.previous_on, count(*)::BIGINT AS members
FROM dated AS d
JOIN touched_months AS m ON m.kind = 'visits' AND m.agency = d.agency AND m.local_month = d.local_month
GROUP BY ALL
ORDER BY ALL

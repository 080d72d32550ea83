-- grain: one row per service point (null: the whole agency), local day and day of the members' visit before
-- `members`: members who came on that day and whose visit before was on `previous_on` (null: never before), there or, in the
--   rows of the agency, anywhere in it. Registrations that were cancelled are left out, groups and guests have no card.
-- Different members do not add up over days, and no key of a person is served; from these rows they are counted for any
--   days and any place: a member counts on the one day of the period whose visit before lies before the period, so
--   sum(members) where previous_on is null or before its first day. Built whole: a visit that arrives late changes the
--   row of the visit after it, in whatever month that lies.
WITH came AS (
    SELECT v.agency, v.service_point, v.member_key, v.local_day
    FROM raw.visits AS v
    WHERE v.member_key IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM raw.visit_cancellations AS c WHERE c.visit_id = v.visit_id)
),
days AS (
    SELECT DISTINCT agency, service_point, member_key, local_day FROM came
    UNION ALL
    SELECT DISTINCT agency, NULL, member_key, local_day FROM came
),
dated AS (
    SELECT agency, service_point, local_day,
           lag(local_day) OVER (PARTITION BY agency, service_point, member_key ORDER BY local_day) AS previous_on
    FROM days
)
SELECT agency, service_point, 'day' AS grain, local_day AS period_start, previous_on, count(*)::BIGINT AS members
FROM dated
GROUP BY ALL
ORDER BY ALL

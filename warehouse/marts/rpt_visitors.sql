-- grain: one row per service point, period, visitor_type, sex, age_class, occupation, education, purpose
-- `visits`: guest-book registrations in the building, cancelled ones left out; a group counts with its heads, which stand
--   again in `group_heads`. `unique_members`: different members among them, within the row's period and classes; it does
--   not add up over rows. `room_visits` (entries in the guest books of the reference and deposit rooms, under the classes of
--   the visitor's registration) and `outreach_visitors` (heads in the visitors' books of the stops of a trip, in rows of
--   visitor_type 'outreach' at the service point of the trip) are counted apart, never added up silently: who enters the
--   building and then a room stands in both. Periods are local calendar days of the agency.
WITH counted AS (
    SELECT agency, service_point, local_day, in_touched_month, visitor_type, sex, age_class, occupation, education, purpose,
           visits, member_key, group_heads, 0 AS room_visits, 0 AS outreach_visitors
    FROM stg_visits
    UNION ALL
    SELECT agency, service_point, local_day, in_touched_month, visitor_type, sex, age_class, occupation, education, purpose,
           0, NULL, 0, 1, 0
    FROM stg_room_visits
    UNION ALL
    SELECT agency, service_point, local_day, in_touched_month, 'outreach', sex, age_class, occupation, education, NULL,
           0, NULL, 0, 0, heads
    FROM stg_outreach_visits
)
SELECT v.agency, v.service_point, g.grain, date_trunc(g.grain, v.local_day)::DATE AS period_start,
       v.visitor_type, v.sex, v.age_class, v.occupation, v.education, v.purpose,
       sum(v.visits)::BIGINT AS visits,
       count(DISTINCT v.member_key) AS unique_members,
       sum(v.group_heads)::BIGINT AS group_heads,
       sum(v.room_visits)::BIGINT AS room_visits,
       sum(v.outreach_visitors)::BIGINT AS outreach_visitors
FROM counted AS v
JOIN (VALUES ('day'), ('month'), ('year')) AS g (grain) ON g.grain = 'year' OR v.in_touched_month
GROUP BY ALL
ORDER BY ALL

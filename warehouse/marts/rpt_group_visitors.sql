-- grain: one row per service point, period, dimension, value
-- `heads`: people of visiting groups counted under a class; `dimension` is sex, age_class, occupation or education. Groups
--   whose registration was cancelled are left out. A group need not be broken down, or not whole: per dimension the heads
--   are at most `group_heads` of rpt_visitors, the rest has no class. Dimensions tell of the same people: never add them up.
SELECT c.agency, c.service_point, g.grain, date_trunc(g.grain, c.local_day)::DATE AS period_start, c.dimension, c.value,
       sum(c.heads)::BIGINT AS heads
FROM stg_group_counts AS c
JOIN (VALUES ('day'), ('month'), ('year')) AS g (grain) ON g.grain = 'year' OR c.in_touched_month
GROUP BY ALL
ORDER BY ALL

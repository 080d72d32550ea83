-- grain: one row per step: the least that step compliance can be, one pass over the events in their table, for comparison only
SELECT e.unit_position, count(*) AS recorded, count(*) FILTER (WHERE took_us <= u.standard_s * 1000000) AS on_time,
       quantile_cont(took_us, [0.5, 0.9]) AS median_p90_us, sum(greatest(0, took_us - u.standard_s * 1000000)) AS lost_us
FROM (SELECT unit_position, epoch_us(finished_at) - epoch_us(started_at) AS took_us FROM raw.step_events) AS e
JOIN ref.sop_units AS u ON u.unit_position = e.unit_position
GROUP BY e.unit_position

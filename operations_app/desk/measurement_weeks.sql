-- one row per measurement week of one service point that was not called off before it began, latest first
WITH ended AS (SELECT week_id, min(last_on) AS last_on FROM measurement_week_ends GROUP BY week_id),
opened AS (SELECT week_id, count(*) AS cases FROM measured_cases GROUP BY week_id)
SELECT w.week_id, w.from_on, least(w.until_on, e.last_on) AS until_on, list(w.sop_code ORDER BY w.sop_code) AS sop_codes,
       coalesce(any_value(o.cases), 0)::INTEGER AS cases
FROM measurement_weeks w
LEFT JOIN ended e USING (week_id)
LEFT JOIN opened o USING (week_id)
WHERE w.service_point = $point AND (e.last_on IS NULL OR e.last_on >= w.from_on)
GROUP BY ALL
ORDER BY w.from_on DESC, w.week_id

-- one row per measurement week and SOP, with the day it really ended; weeks called off before their first day have none
WITH ended AS (SELECT week_id, min(last_on) AS last_on FROM measurement_week_ends GROUP BY week_id)
SELECT w.week_id, w.sop_code, w.agency, w.service_point, w.from_on, least(w.until_on, e.last_on) AS until_on
FROM measurement_weeks w
LEFT JOIN ended e USING (week_id)
WHERE e.last_on IS NULL OR e.last_on >= w.from_on

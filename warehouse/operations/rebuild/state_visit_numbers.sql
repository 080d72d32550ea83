-- one row per service point and local day: the last visitor number given out
SELECT service_point, visited_on, max(visit_no) AS last_no FROM visits WHERE visit_no IS NOT NULL GROUP BY service_point, visited_on

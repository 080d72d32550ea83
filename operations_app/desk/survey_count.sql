-- grain: one row: forms of the satisfaction survey at a service point, today, in the last thirty days, and the last one
SELECT count(*) FILTER (WHERE (occurred_at AT TIME ZONE $zone)::DATE = $today) AS today,
       count(*) FILTER (WHERE (occurred_at AT TIME ZONE $zone)::DATE > $today - 30) AS lately,
       max(occurred_at) AS last_at
FROM survey_answers
WHERE service_point = $point

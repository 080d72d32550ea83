-- grain: one row per SOP version and step of a span whose steps are judged one by one in a measurement week
-- Not the spans that are a shared act of the visit: they are recorded once, whole, for every case, except in the bag's own SOP.
SELECT sop_code, sop_version, unit_position, step_position, activity, condition, standard_s, time_kind, working_time
FROM ref.sop_steps
WHERE unit_steps > 1 AND (act IS NULL OR sop_code = 'locker')

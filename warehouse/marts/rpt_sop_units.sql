-- grain: one row per SOP version and unit: a step observed alone, a span, or a step of a span as a measurement week judges it (`is_split`)
-- `activity`: what the paper says is done; of a span that of its steps, one after the other. `act`: the shared act of the visit that
--   it is (bag, guest book), recorded once for every case of the visit. `condition`: what must hold for it to apply (null: always).
-- `standard_s`: what it is judged by, in seconds (null: its time is adjusted, or none is printed).
SELECT sop_code, sop_version, unit_position, false AS is_split, activity, act, condition, time_kind, standard_s
FROM ref.sop_units
UNION ALL
SELECT sop_code, sop_version, step_position, true, activity, NULL, condition, time_kind, standard_s
FROM stg_split_units
ORDER BY sop_code, sop_version, unit_position, is_split

-- grain: one row per coded column of fct_case_units and word that rows of the touched months bring to it
WITH places AS (SELECT DISTINCT agency, service_point, sop_code FROM stg_cases),
recorders AS (SELECT DISTINCT captured, role FROM stg_unit_events)
SELECT column_name, word
FROM (
    SELECT 'agency' AS column_name, agency AS word FROM places
    UNION SELECT 'service_point', service_point FROM places
    UNION SELECT 'sop_code', sop_code FROM places
    UNION SELECT 'captured', captured FROM recorders
    UNION SELECT 'role', role FROM recorders
    UNION SELECT 'status', unnest(['missing', 'recorded', 'untimed', 'on_time', 'late'])
)
WHERE word IS NOT NULL

-- adds the conditions that hold for the log's cases to raw.case_conditions, one row per case and condition
-- As the log says; a log that says nothing of conditions shows one by a finished event of a step that has it.
INSERT INTO raw.case_conditions BY NAME
WITH said AS (
    SELECT c.case_id, $of_log || trim(unnest(string_split_regex(c.conditions, '[;,]'))) AS condition
    FROM log_cases AS c
    WHERE $says_conditions AND c.conditions IS NOT NULL
    UNION
    SELECT c.case_id, u.condition
    FROM paired_events AS e
    JOIN log_cases AS c ON c.case_name = e.case_name
    JOIN ref.sop_units AS u ON u.unit_position = e.unit AND u.condition IS NOT NULL
    WHERE NOT $says_conditions AND e.finished_at IS NOT NULL
)
SELECT gen_random_uuid() AS condition_id, 1 AS txid, c.opened_at AS occurred_at, $agency AS agency, 'log' AS service_point,
       s.case_id, s.condition, 'log' AS node, 'log' AS batch, timezone($timezone, c.opened_at)::DATE AS local_day,
       date_trunc('month', timezone($timezone, c.opened_at))::DATE AS local_month
FROM said AS s
JOIN log_cases AS c ON c.case_id = s.case_id
WHERE s.condition <> $of_log

-- grain: one row per day: visits, loans, lendings within the standard
WITH visited AS (SELECT occurred_at::DATE AS day, count(*) AS visits FROM read_parquet($visits) GROUP BY 1),
lent AS (SELECT occurred_at::DATE AS day, count(*) AS loans FROM read_parquet($loans) GROUP BY 1),
judged AS (
    SELECT c.occurred_at::DATE AS day, c.sop_code, e.unit_position, count(*) AS recorded,
           count(*) FILTER (WHERE e.finished_at - e.started_at <= INTERVAL 5 MINUTE) AS on_time,
           quantile_cont(epoch(e.finished_at) - epoch(e.started_at), 0.5) AS median_s
    FROM read_parquet($step_events) AS e JOIN read_parquet($cases) AS c ON c.case_id = e.case_id
    GROUP BY ALL
)
SELECT day, visits, loans, j.* EXCLUDE (day) FROM visited JOIN lent USING (day) JOIN judged AS j USING (day)

-- grain: one row per local day (grain 'day') on which a table was judged, expectation that was ever broken, and agency
-- `violations`: as the last look of that day counted them, 0 when it held then; `runs`: how often it was looked at that day.
-- Days are those of the agency (of Jakarta for rows without one); the 400 days before the latest look are kept here, all in
--   schema checks of the warehouse.
WITH ever AS (
    SELECT DISTINCT f.table_name, f.expectation, f.agency, coalesce(a.timezone, 'Asia/Jakarta') AS timezone
    FROM checks.findings AS f
    LEFT JOIN ref.agencies AS a ON a.agency = f.agency
),
looks AS (
    SELECT e.table_name, e.expectation, e.agency, timezone(e.timezone, j.checked_at)::DATE AS day,
           max(j.checked_at) AS checked_at, arg_max(j.run_id, j.checked_at) AS run_id, count(*) AS runs
    FROM ever AS e
    JOIN checks.judgements AS j ON j.table_name = e.table_name
    WHERE j.checked_at > (SELECT max(checked_at) FROM checks.judgements) - INTERVAL 400 DAY
    GROUP BY ALL
)
SELECT k.agency, 'day' AS grain, k.day AS period_start, k.table_name, k.expectation,
       coalesce(f.violations, 0)::BIGINT AS violations, k.runs
FROM looks AS k
LEFT JOIN checks.findings AS f
    ON f.table_name = k.table_name AND f.expectation = k.expectation AND f.agency IS NOT DISTINCT FROM k.agency
    AND f.checked_at = k.checked_at AND f.run_id = k.run_id
ORDER BY k.day, k.table_name, k.expectation, k.agency

-- grain: one row per agency, collection, ddc_class and local day on which holdings or their use change; running totals
-- `lendable_copies`: copies held and lendable at the end of the day. `used_copies`: of these, lent at least once in the
--   twelve months to that day (a renewal is not a loan).
WITH bounds AS (
    SELECT agency, min(first_day) - INTERVAL 12 MONTH AS from_day, max(last_day) AS until_day
    FROM touched_years WHERE kind = 'loans' GROUP BY agency
),
loan_days AS (
    SELECT DISTINCT l.copy_id, l.local_day
    FROM raw.loans AS l
    WHERE l.local_day >= (SELECT min(from_day) FROM bounds) AND l.local_day <= (SELECT max(until_day) FROM bounds)
),
used_spans AS (  -- without overlap: up to the next loan of the copy, at most twelve months
    SELECT copy_id, local_day AS from_day,
           least(lead(local_day) OVER (PARTITION BY copy_id ORDER BY local_day), (local_day + INTERVAL 12 MONTH)::DATE) AS until_day
    FROM loan_days
),
changes AS (
    SELECT agency, collection, ddc_class, from_day AS day, 1 AS lendable, 0 AS used FROM stg_lendable_spans
    UNION ALL
    SELECT agency, collection, ddc_class, until_day, -1, 0 FROM stg_lendable_spans
    UNION ALL
    SELECT s.agency, s.collection, s.ddc_class, greatest(s.from_day, u.from_day), 0, 1
    FROM stg_lendable_spans AS s JOIN used_spans AS u ON u.copy_id = s.copy_id AND u.from_day < s.until_day AND s.from_day < u.until_day
    UNION ALL
    SELECT s.agency, s.collection, s.ddc_class, least(s.until_day, u.until_day), 0, -1
    FROM stg_lendable_spans AS s JOIN used_spans AS u ON u.copy_id = s.copy_id AND u.from_day < s.until_day AND s.from_day < u.until_day
),
daily AS (
    SELECT agency, collection, ddc_class, day, sum(lendable) AS lendable, sum(used) AS used FROM changes GROUP BY ALL
)
SELECT agency, collection, ddc_class, day,
       sum(lendable) OVER cell AS lendable_copies,
       sum(used) OVER cell AS used_copies
FROM daily
WINDOW cell AS (PARTITION BY agency, collection, ddc_class ORDER BY day)

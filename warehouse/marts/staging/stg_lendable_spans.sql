-- grain: one row per copy and stretch of local days (from_day up to, not including, until_day) on which it is held and lendable
-- A copy's first row counts from its acquisition, later rows and withdrawals from the local day they were made; the last
-- one of a day holds for that day.
WITH changes AS (
    SELECT copy_id, agency, collection, ddc_class, is_lendable, occurred_at, txid, copy_row_id AS row_id,
           CASE WHEN row_number() OVER (PARTITION BY copy_id ORDER BY occurred_at, txid, copy_row_id) = 1
                THEN least(coalesce(acquired_on, local_day), local_day) ELSE local_day END AS from_day
    FROM raw.copies
    UNION ALL
    SELECT copy_id, agency, NULL, NULL, false, occurred_at, txid, withdrawal_id, local_day FROM raw.copy_withdrawals
),
last_of_day AS (
    SELECT * FROM changes
    QUALIFY row_number() OVER (PARTITION BY copy_id, from_day ORDER BY occurred_at DESC, txid DESC, row_id DESC) = 1
),
spans AS (
    SELECT *, coalesce(lead(from_day) OVER (PARTITION BY copy_id ORDER BY from_day), DATE '9999-12-31') AS until_day
    FROM last_of_day
)
SELECT copy_id, agency, collection, ddc_class, from_day, until_day
FROM spans
WHERE is_lendable AND agency IN (SELECT agency FROM touched_years WHERE kind = 'loans')

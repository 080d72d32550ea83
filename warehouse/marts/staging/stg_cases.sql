-- grain: one row per case opened in a touched month that a SOP version judges
-- The version is the one in force on the agency's local day of opening. `bag_case_id`: the bag that counts for the case:
-- the latest one left not after the case opened, else the earliest. Cases of unknown SOPs enter no figure (a check
-- reports them). `is_measured`: opened in a measurement week: the steps of its spans are judged one by one. `is_called_off`: its
-- trip was cancelled before it left: what was not done is not expected any more.
WITH closings AS (
    SELECT k.case_id, min(k.occurred_at) AS closed_at, arg_min(k.outcome, (k.occurred_at, k.closing_id)) AS outcome
    FROM raw.case_closings AS k
    JOIN stg_case_visits AS c ON c.case_id = k.case_id
    GROUP BY k.case_id
),
bags AS (
    SELECT c.case_id, b.bag_case_id
    FROM stg_case_visits AS c
    JOIN stg_visit_bags AS b ON b.visit_id = c.visit_id
    QUALIFY row_number() OVER (
        PARTITION BY c.case_id
        ORDER BY coalesce(b.deposited_at <= c.opened_at, false) DESC,
                 CASE WHEN b.deposited_at <= c.opened_at THEN -epoch_us(b.deposited_at) ELSE epoch_us(b.deposited_at) END,
                 b.bag_case_id) = 1
),
hours AS (  -- the wall clock is asked once a quarter of an hour, in which it keeps its hour, not once a case
    SELECT agency, quarter, hour(timezone(zone, make_timestamptz(quarter * 900000000)))::INTEGER AS hour
    FROM (
        SELECT DISTINCT c.agency, coalesce(a.timezone, 'UTC') AS zone, epoch_us(c.opened_at) // 900000000 AS quarter
        FROM stg_case_visits AS c LEFT JOIN ref.agencies AS a ON a.agency = c.agency
    )
),
called_off AS (
    SELECT k.case_id
    FROM raw.trip_cases AS k
    JOIN raw.trip_cancellations AS x ON x.trip_id = k.trip_id
    ANTI JOIN raw.trip_starts AS s ON s.trip_id = k.trip_id
)
SELECT c.*, c.case_id IN (SELECT case_id FROM raw.measured_cases) AS is_measured,
       c.case_id IN (SELECT case_id FROM called_off) AS is_called_off, f.sop_version, coalesce(a.timezone, 'UTC') AS timezone, h.hour AS opened_hour, k.closed_at, k.outcome,
       CASE WHEN c.sop_code = 'locker' THEN c.case_id ELSE b.bag_case_id END AS bag_case_id
FROM stg_case_visits AS c
JOIN ref.sop_in_force AS f
    ON f.agency = c.agency AND f.sop_code = c.sop_code AND c.opened_on BETWEEN f.from_day AND f.until_day
LEFT JOIN ref.agencies AS a ON a.agency = c.agency
LEFT JOIN hours AS h ON h.agency = c.agency AND h.quarter = epoch_us(c.opened_at) // 900000000
LEFT JOIN closings AS k ON k.case_id = c.case_id
LEFT JOIN bags AS b ON b.case_id = c.case_id

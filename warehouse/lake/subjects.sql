-- What checks look at beyond single rows: views of schema checks. They read raw and ref only, at the moment judged_at.

-- grain: one row per loan, with the moment at which it came back (null: it is out)
CREATE OR REPLACE VIEW checks.loan_spans AS
SELECT l.*, r.returned_at
FROM raw.loans AS l
LEFT JOIN (SELECT loan_id, min(occurred_at) AS returned_at FROM raw.loan_returns GROUP BY ALL) AS r USING (loan_id);

-- grain: one row per charge that a dated tariff determines
-- A late fine counts the open days, or all days, after the day due up to the day of return, at most the maximum.
CREATE OR REPLACE VIEW checks.tariff_amounts AS
WITH open_days AS (
    SELECT agency, day, sum(is_open_day::INTEGER) OVER (PARTITION BY agency ORDER BY day) AS until_day
    FROM ref.calendar_days
),
copied AS (SELECT case_id, sum(pages) AS pages FROM raw.photocopies GROUP BY ALL),
late AS (
    SELECT c.charge_id,
           least(
               t.late_fine_per_day_idr * CASE t.fine_counts WHEN 'open_days' THEN b.until_day - a.until_day ELSE r.days_late END,
               t.fine_max_idr
           ) AS expected_idr
    FROM raw.charges AS c
    JOIN raw.loan_returns AS r ON r.loan_id = c.loan_id
    JOIN ref.tariffs AS t ON t.agency = c.agency AND c.local_day BETWEEN t.from_day AND t.until_day
    LEFT JOIN open_days AS a ON a.agency = c.agency AND a.day = r.due_on
    LEFT JOIN open_days AS b ON b.agency = c.agency AND b.day = r.local_day
    WHERE c.revenue_kind = 'late_fine'
)
SELECT charge_id, expected_idr::BIGINT AS expected_idr FROM late
UNION ALL
SELECT c.charge_id,
       CASE c.revenue_kind
           WHEN 'card_fee' THEN t.card_fee_idr WHEN 'form' THEN t.form_fee_idr
           WHEN 'photocopy' THEN p.pages * t.photocopy_per_page_idr
       END::BIGINT
FROM raw.charges AS c
JOIN ref.tariffs AS t ON t.agency = c.agency AND c.local_day BETWEEN t.from_day AND t.until_day
LEFT JOIN copied AS p ON p.case_id = c.case_id
WHERE c.revenue_kind <> 'late_fine';

-- grain: one row per charge: what was charged and what settles it
CREATE OR REPLACE VIEW checks.settled_charges AS
SELECT c.charge_id, c.amount_idr, coalesce(p.idr, 0) - coalesce(r.idr, 0) + coalesce(w.idr, 0) AS settled_idr
FROM raw.charges AS c
LEFT JOIN (SELECT charge_id, sum(amount_idr) AS idr FROM raw.payments GROUP BY ALL) AS p USING (charge_id)
LEFT JOIN (SELECT charge_id, sum(amount_idr) AS idr FROM raw.payment_reversals GROUP BY ALL) AS r USING (charge_id)
LEFT JOIN (SELECT charge_id, sum(amount_idr) AS idr FROM raw.waivers GROUP BY ALL) AS w USING (charge_id);

-- grain: one row per node
-- `open_days_silent`: open days of its agency (calendar days where it has none) since its last record and before today.
CREATE OR REPLACE VIEW checks.nodes AS
WITH heard AS (  -- of the journal only the last transactions: it is the longest table there is
    SELECT b.node, arg_max(j.agency, j.txid) AS agency, b.last_txid, max(j.recorded_at) AS last_recorded_at
    FROM (SELECT node, max(last_txid) AS last_txid FROM raw.batches GROUP BY ALL) AS b
    JOIN raw.journal AS j ON j.node = b.node AND j.txid BETWEEN b.last_txid - 200 AND b.last_txid
    WHERE j.txid >= (SELECT min(l.last_txid) - 200 FROM (SELECT max(last_txid) AS last_txid FROM raw.batches GROUP BY node) AS l)
    GROUP BY ALL
),
local AS (
    SELECT h.*, timezone(coalesce(a.timezone, 'UTC'), h.last_recorded_at)::DATE AS last_day,
           timezone(coalesce(a.timezone, 'UTC'), coalesce(getvariable('judged_at')::TIMESTAMPTZ, now()))::DATE AS today
    FROM heard AS h
    LEFT JOIN ref.agencies AS a ON a.agency = h.agency
),
silent AS (
    SELECT l.node, count(*) AS days, count_if(d.is_open_day) AS open_days
    FROM local AS l
    JOIN ref.calendar_days AS d ON d.agency = l.agency AND d.day > l.last_day AND d.day < l.today
    GROUP BY ALL
)
SELECT l.node, l.agency, l.last_txid, l.last_recorded_at, l.last_day, l.today,
       coalesce(s.open_days, greatest(l.today - l.last_day - 1, 0)) AS open_days_silent,
       t.silent_open_days AS open_days_silent_max
FROM local AS l
LEFT JOIN silent AS s USING (node)
LEFT JOIN ref.agencies AS a ON a.agency = l.agency
LEFT JOIN ref.check_terms AS t ON t.agency = coalesce(a.agency, '') AND l.today BETWEEN t.from_day AND t.until_day;

-- grain: one row per batch that cannot be taken in, and why
CREATE OR REPLACE VIEW checks.quarantined AS
SELECT q.*, n.agency
FROM raw.quarantine AS q
LEFT JOIN checks.nodes AS n USING (node);

-- grain: one row per service point and open day of the last 28 days of its agency's records (the last one left out: it runs)
-- Compared with the median of the same weekday in the eight weeks before, when there were at least four such days, by the
-- thresholds of the agency on that day.
CREATE OR REPLACE VIEW checks.point_days AS
WITH days AS (
    SELECT agency, service_point, local_day, count(*) AS visits
    FROM raw.visits
    WHERE local_day >= (SELECT max(local_day) FROM raw.visits) - 100  -- the 28 days and their eight weeks before
    GROUP BY ALL
),
last_day AS (SELECT agency, max(local_day) AS last_day FROM days GROUP BY ALL),
points AS (SELECT DISTINCT agency, service_point FROM days),
looked_at AS (
    SELECT p.agency, p.service_point, c.day, coalesce(d.visits, 0) AS visits
    FROM points AS p
    JOIN last_day AS l USING (agency)
    JOIN ref.calendar_days AS c ON c.agency = p.agency AND c.is_open_day AND c.day >= l.last_day - 28 AND c.day < l.last_day
    LEFT JOIN days AS d ON d.agency = p.agency AND d.service_point = p.service_point AND d.local_day = c.day
)
SELECT k.agency, k.service_point, k.day, k.visits, median(b.visits) AS usual_visits, any_value(t.low_day_percent) AS low_day_percent,
       any_value(t.high_day_percent) AS high_day_percent, any_value(t.usual_visits_least) AS usual_visits_least
FROM looked_at AS k
JOIN days AS b ON b.agency = k.agency AND b.service_point = k.service_point AND b.local_day < k.day
    AND b.local_day >= k.day - 56 AND dayofweek(b.local_day) = dayofweek(k.day)
LEFT JOIN ref.check_terms AS t ON t.agency = k.agency AND k.day BETWEEN t.from_day AND t.until_day
GROUP BY k.agency, k.service_point, k.day, k.visits
HAVING count(*) >= 4;

-- grain: one row per agency, year and measure
-- What national indicators ask of a year, counted once: the formulas stand in the catalogue (indicators), by year, because
--   they change and the counts do not. `measure` → `value`:
-- `visits`, `guest_visits`, `group_heads` (of the buildings), `room_visits`, `outreach_visitors`: as in rpt_visitors, each
--   apart. `unique_members`: different members who came in the year, anywhere in the agency.
-- `loans`, `renewals`, `in_house_uses`: as in rpt_loan_turnover. `copies_held`, `titles_held`: copies on the year's last day
--   that are not withdrawn, whether lendable or not, and the different titles among them.
-- `copies_out`: copies handed over at sites outside the building; `trips_done`: as in rpt_outreach_coverage.
-- `services_used`: SOPs with at least one case opened in the year; `sops_in_force`: SOPs that judge a case on its last day.
-- `people_served`: the population of the agency's catalogue, one number and not a history.
WITH years AS (
    SELECT DISTINCT agency, period_start FROM marts.rpt_visitors WHERE grain = 'year'
    UNION
    SELECT DISTINCT agency, period_start FROM marts.rpt_loan_turnover
    WHERE grain = 'year' AND loans + renewals + in_house_uses > 0
    UNION
    SELECT DISTINCT agency, period_start FROM marts.rpt_sop_step_compliance WHERE grain = 'year'
),
visitors AS (
    SELECT agency, period_start, sum(visits) AS visits,
           sum(visits) FILTER (WHERE visitor_type = 'guest') AS guest_visits, sum(group_heads) AS group_heads,
           sum(room_visits) AS room_visits, sum(outreach_visitors) AS outreach_visitors
    FROM marts.rpt_visitors WHERE grain = 'year' GROUP BY ALL
),
members AS (
    SELECT agency, date_trunc('year', period_start)::DATE AS period_start, sum(members) AS unique_members
    FROM marts.rpt_member_returns
    WHERE service_point IS NULL AND (previous_on IS NULL OR previous_on < date_trunc('year', period_start))
    GROUP BY ALL
),
loans AS (
    SELECT agency, period_start, sum(loans) AS loans, sum(renewals) AS renewals, sum(in_house_uses) AS in_house_uses
    FROM marts.rpt_loan_turnover WHERE grain = 'year' GROUP BY ALL
),
changes AS (
    SELECT copy_id, agency, title_id, true AS is_held, occurred_at, txid, copy_row_id AS row_id,
           CASE WHEN row_number() OVER (PARTITION BY copy_id ORDER BY occurred_at, txid, copy_row_id) = 1
                THEN least(coalesce(acquired_on, local_day), local_day) ELSE local_day END AS from_day
    FROM raw.copies
    UNION ALL
    SELECT copy_id, agency, NULL, false, occurred_at, txid, withdrawal_id, local_day FROM raw.copy_withdrawals
),
last_of_day AS (
    SELECT * FROM changes
    QUALIFY row_number() OVER (PARTITION BY copy_id, from_day ORDER BY occurred_at DESC, txid DESC, row_id DESC) = 1
),
spans AS (
    SELECT *, coalesce(lead(from_day) OVER (PARTITION BY copy_id ORDER BY from_day), DATE '9999-12-31') AS until_day
    FROM last_of_day
),
held AS (
    SELECT y.agency, y.period_start, count(*) AS copies_held, count(DISTINCT s.title_id) AS titles_held
    FROM years AS y
    JOIN spans AS s
        ON s.agency = y.agency AND s.is_held
       AND make_date(year(y.period_start), 12, 31) >= s.from_day AND make_date(year(y.period_start), 12, 31) < s.until_day
    GROUP BY ALL
),
road AS (
    SELECT agency, period_start, sum(copies_out) AS copies_out, sum(trips_done) AS trips_done
    FROM marts.rpt_outreach_coverage WHERE grain = 'year' GROUP BY ALL
),
cases AS (
    SELECT agency, period_start, count(DISTINCT sop_code) AS services_used
    FROM marts.rpt_sop_step_compliance WHERE grain = 'year' GROUP BY ALL
),
sops AS (
    SELECT y.agency, y.period_start, count(DISTINCT f.sop_code) AS sops_in_force
    FROM years AS y
    JOIN ref.sop_in_force AS f
        ON f.agency = y.agency AND make_date(year(y.period_start), 12, 31) BETWEEN f.from_day AND f.until_day
    GROUP BY ALL
),
wide AS (
    SELECT y.agency, y.period_start,
           coalesce(v.visits, 0)::BIGINT AS visits, coalesce(m.unique_members, 0)::BIGINT AS unique_members,
           coalesce(v.guest_visits, 0)::BIGINT AS guest_visits, coalesce(v.group_heads, 0)::BIGINT AS group_heads,
           coalesce(v.room_visits, 0)::BIGINT AS room_visits, coalesce(v.outreach_visitors, 0)::BIGINT AS outreach_visitors,
           coalesce(l.loans, 0)::BIGINT AS loans, coalesce(l.renewals, 0)::BIGINT AS renewals,
           coalesce(l.in_house_uses, 0)::BIGINT AS in_house_uses,
           coalesce(h.copies_held, 0)::BIGINT AS copies_held, coalesce(h.titles_held, 0)::BIGINT AS titles_held,
           coalesce(r.copies_out, 0)::BIGINT AS copies_out, coalesce(r.trips_done, 0)::BIGINT AS trips_done,
           coalesce(c.services_used, 0)::BIGINT AS services_used, coalesce(s.sops_in_force, 0)::BIGINT AS sops_in_force,
           coalesce(a.people_served, 0)::BIGINT AS people_served
    FROM years AS y
    LEFT JOIN visitors AS v ON v.agency = y.agency AND v.period_start = y.period_start
    LEFT JOIN members AS m ON m.agency = y.agency AND m.period_start = y.period_start
    LEFT JOIN loans AS l ON l.agency = y.agency AND l.period_start = y.period_start
    LEFT JOIN held AS h ON h.agency = y.agency AND h.period_start = y.period_start
    LEFT JOIN road AS r ON r.agency = y.agency AND r.period_start = y.period_start
    LEFT JOIN cases AS c ON c.agency = y.agency AND c.period_start = y.period_start
    LEFT JOIN sops AS s ON s.agency = y.agency AND s.period_start = y.period_start
    LEFT JOIN ref.agencies AS a ON a.agency = y.agency
)
SELECT agency, 'year' AS grain, period_start, measure, value
FROM (UNPIVOT wide ON COLUMNS(* EXCLUDE (agency, period_start)) INTO NAME measure VALUE value)
ORDER BY agency, period_start, measure

-- grain: one row per agency, month or year with visits, loans or holdings
-- `visits` as in rpt_visitors, `loans` and `lendable_copies` as in rpt_loan_turnover, summed over the agency. `members`: cards
--   that are valid on the period's last day, by the member's last record until then. `people_served`: the population of the
--   agency's catalogue, which is one number and not a history.
-- `visits_per_capita` = visits ÷ people served (ISO 11620 B.2.2.1), `loans_per_capita` = loans ÷ people served (B.2.1.2),
--   `loans_per_member` = loans ÷ members, `copies_per_capita` = lendable copies ÷ people served. Visits and loans are those of
--   the period: a month's are not scaled to a year.
WITH visits AS (
    SELECT agency, grain, period_start, sum(visits)::BIGINT AS visits
    FROM marts.rpt_visitors WHERE grain <> 'day' GROUP BY ALL
),
loans AS (
    SELECT agency, grain, period_start, sum(loans)::BIGINT AS loans, sum(lendable_copies)::BIGINT AS lendable_copies
    FROM marts.rpt_loan_turnover WHERE grain <> 'day' GROUP BY ALL
),
periods AS (
    SELECT agency, grain, period_start,
           coalesce(v.visits, 0) AS visits, coalesce(l.loans, 0) AS loans, coalesce(l.lendable_copies, 0) AS lendable_copies,
           CASE grain WHEN 'month' THEN last_day(period_start) ELSE make_date(year(period_start), 12, 31) END AS last_on
    FROM visits AS v FULL JOIN loans AS l USING (agency, grain, period_start)
),
cards AS (
    SELECT agency, expires_on,
           lead(local_day) OVER (PARTITION BY member_key ORDER BY occurred_at, txid, member_row_id) AS next_on,
           CASE WHEN lag(txid) OVER (PARTITION BY member_key ORDER BY occurred_at, txid, member_row_id) IS NULL
                THEN least(registered_on, local_day) ELSE local_day END AS from_day
    FROM raw.members
),
valid AS (
    SELECT agency, from_day, least(coalesce(next_on, expires_on + 1), expires_on + 1) AS until_day FROM cards
),
changes AS (
    SELECT agency, from_day AS day, 1 AS cards FROM valid WHERE from_day < until_day
    UNION ALL
    SELECT agency, until_day, -1 FROM valid WHERE from_day < until_day
),
totals AS (
    SELECT agency, day, (sum(sum(cards)) OVER (PARTITION BY agency ORDER BY day))::BIGINT AS members
    FROM changes GROUP BY agency, day
)
SELECT p.agency, p.grain, p.period_start, p.visits, p.loans, p.lendable_copies, coalesce(t.members, 0) AS members,
       a.people_served,
       p.visits / nullif(a.people_served, 0) AS visits_per_capita,
       p.loans / nullif(a.people_served, 0) AS loans_per_capita,
       p.loans / nullif(coalesce(t.members, 0), 0) AS loans_per_member,
       p.lendable_copies / nullif(a.people_served, 0) AS copies_per_capita
FROM periods AS p
ASOF LEFT JOIN totals AS t ON t.agency = p.agency AND t.day <= p.last_on
LEFT JOIN ref.agencies AS a ON a.agency = p.agency
ORDER BY p.agency, p.grain, p.period_start

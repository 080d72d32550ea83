-- grain: one row per case
-- `compliant`: every applying unit is recorded, every one with a fixed standard is timed and on time, none starts before
--   an earlier one, and no required document is missing (`missing_documents`, rows of rpt_documents; `unsigned_documents`
--   and `inconsistent_documents` are findings beside it). The deviations stand apart: late, missing, out of order,
--   repeated, document (and untimed: recorded without two moments although its standard is fixed). A deviation with an
--   accepted exception no longer counts here; the rates of rpt_sop_step_compliance keep what happened.
-- All cases count, open ones too. `service_s`: sum of the durations of the units, pauses left out; `waiting_s`: the rest of the
--   time from opening to closing, on which no unit was worked on (pauses included; units that ran at once count once), null
--   while the case is open. `paused_s`: the part of the waiting that was
--   recorded as a pause of a unit. `accepted_steps`: units with a deviation that was accepted. `is_measured`: opened in a
--   measurement week, so that its steps are judged one by one. A trip called off before it left is judged by what was done.
WITH units AS (
    SELECT u.case_id,
           count(*) AS expected_steps,
           count(*) FILTER (WHERE u.is_recorded) AS recorded_steps,
           count(*) FILTER (WHERE u.is_timed AND NOT u.is_on_time AND NOT u.late_accepted) AS late_steps,
           count(*) FILTER (WHERE NOT u.is_recorded AND NOT u.missing_accepted) AS missing_steps,
           count(*) FILTER (WHERE u.is_out_of_order AND NOT u.out_of_order_accepted) AS out_of_order_steps,
           count(*) FILTER (WHERE u.is_repeated AND NOT u.repeated_accepted) AS repeated_steps,
           count(*) FILTER (WHERE u.status = 'untimed') AS untimed_steps,
           count(*) FILTER (WHERE u.captured = 'backfilled') AS backfilled_steps,
           count(*) FILTER (WHERE (u.is_timed AND NOT u.is_on_time AND u.late_accepted) OR (NOT u.is_recorded AND u.missing_accepted)
                                  OR (u.is_out_of_order AND u.out_of_order_accepted) OR (u.is_repeated AND u.repeated_accepted))
               AS accepted_steps,
           sum(u.duration_us)::BIGINT AS service_us,
           sum(u.paused_us)::BIGINT AS paused_us,
           sum(greatest(0, epoch_us(least(u.finished_at, u.closed_at)) - epoch_us(greatest(u.started_at, u.opened_at))))
               FILTER (WHERE u.duration_us IS NOT NULL AND u.closed_at IS NOT NULL)::BIGINT AS inside_us,
           bool_or(u.is_overlapping OR u.pauses IS NOT NULL) AS is_tangled
    FROM marts.fct_case_units AS u
    JOIN touched_months AS m ON m.kind = 'cases' AND m.agency = u.agency AND m.local_month = u.opened_month
    GROUP BY u.case_id
),
tangled AS (  -- units of cases whose units ran at once or were paused: up to each pause, and to the end
    SELECT u.case_id, u.unit_position, epoch_us(u.opened_at) AS opened_us, epoch_us(u.closed_at) AS closed_us,
           epoch_us(u.started_at) AS started_us,
           unnest(list_append(coalesce(u.pauses, []), {'from_us': epoch_us(u.finished_at), 'until_us': NULL})) AS stop
    FROM marts.fct_case_units AS u
    SEMI JOIN units AS t ON t.case_id = u.case_id AND t.is_tangled
    WHERE u.duration_us IS NOT NULL AND u.closed_at IS NOT NULL
),
worked AS (
    SELECT case_id, least(stop.from_us, closed_us) AS until_us,
           greatest(opened_us, started_us, coalesce(max(stop.until_us) OVER (
               PARTITION BY case_id, unit_position ORDER BY stop.from_us, stop.until_us NULLS LAST
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), started_us)) AS from_us
    FROM tangled
),
apart AS (
    SELECT case_id, from_us, until_us,
           max(until_us) OVER (PARTITION BY case_id ORDER BY from_us, until_us
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS seen_us
    FROM worked
    WHERE from_us < until_us
),
inside AS (
    SELECT case_id, sum(greatest(0, until_us - greatest(from_us, coalesce(seen_us, from_us))))::BIGINT AS inside_us
    FROM apart
    GROUP BY case_id
),
documents AS (
    SELECT d.case_id, count(*) FILTER (WHERE d.is_overdue AND NOT d.is_accepted) AS missing_documents,
           count(*) FILTER (WHERE d.status = 'unsigned' AND NOT d.is_accepted) AS unsigned_documents,
           count(*) FILTER (WHERE d.status = 'inconsistent' AND NOT d.is_accepted) AS inconsistent_documents
    FROM marts.fct_case_documents AS d
    JOIN stg_cases AS c ON c.case_id = d.case_id
    GROUP BY d.case_id
),
counted AS (
    SELECT c.*, u.* EXCLUDE (case_id, inside_us), CASE WHEN u.is_tangled THEN i.inside_us ELSE u.inside_us END AS inside_us,
           coalesce(d.missing_documents, 0) AS missing_documents,
           coalesce(d.unsigned_documents, 0) AS unsigned_documents,
           coalesce(d.inconsistent_documents, 0) AS inconsistent_documents
    FROM stg_cases AS c
    LEFT JOIN units AS u ON u.case_id = c.case_id
    LEFT JOIN inside AS i ON i.case_id = c.case_id
    LEFT JOIN documents AS d ON d.case_id = c.case_id
)
SELECT case_id, agency, service_point, sop_code, sop_version, opened_on, local_month AS opened_month, opened_at, closed_at, outcome,
       coalesce(late_steps + missing_steps + out_of_order_steps + untimed_steps, 0) + missing_documents = 0 AS compliant,
       coalesce(expected_steps, 0) AS expected_steps,
       coalesce(recorded_steps, 0) AS recorded_steps,
       coalesce(late_steps, 0) AS late_steps,
       coalesce(missing_steps, 0) AS missing_steps,
       coalesce(out_of_order_steps, 0) AS out_of_order_steps,
       coalesce(repeated_steps, 0) AS repeated_steps,
       coalesce(untimed_steps, 0) AS untimed_steps,
       coalesce(backfilled_steps, 0) AS backfilled_steps,
       coalesce(accepted_steps, 0) AS accepted_steps, is_measured,
       missing_documents, unsigned_documents, inconsistent_documents,
       service_us / 1000000 AS service_s, coalesce(paused_us, 0) / 1000000 AS paused_s,
       CASE WHEN closed_at IS NOT NULL
            THEN greatest(0, epoch_us(closed_at) - epoch_us(opened_at) - coalesce(inside_us, 0)) / 1000000 END AS waiting_s
FROM counted

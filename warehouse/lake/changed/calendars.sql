-- grain: one row per agency and local month of opening of a case that something happened to on a day the calendar now sees otherwise
-- Working time of a standard in "hari" leaves those days out, and the deadline of a paper is the next working day. A day either
-- side is taken along, because moments are stored in UTC.
INSERT OR IGNORE INTO raw.pending
WITH days AS (
    SELECT DISTINCT agency, day
    FROM ((TABLE was_calendar_days EXCEPT TABLE ref.calendar_days) UNION ALL (TABLE ref.calendar_days EXCEPT TABLE was_calendar_days))
),
trips AS (
    SELECT m.trip_id FROM raw.copy_moves AS m JOIN days AS d ON d.agency = m.agency AND d.day = m.local_day WHERE m.trip_id IS NOT NULL
    UNION
    SELECT f.trip_id FROM raw.trip_finishes AS f JOIN days AS d ON d.agency = f.agency AND d.day = f.local_day
),
events AS (
    SELECT DISTINCT e.case_id, e.visit_id
    FROM raw.step_events AS e
    SEMI JOIN days AS d
        ON d.agency = e.agency AND d.day BETWEEN coalesce(e.started_at, e.finished_at)::DATE - 1 AND e.finished_at::DATE + 1
    WHERE e.finished_at IS NOT NULL
),
concerned AS (
    SELECT case_id FROM events WHERE case_id IS NOT NULL
    UNION
    SELECT c.case_id FROM raw.cases AS c JOIN events AS e ON e.visit_id = c.visit_id
    UNION
    SELECT p.case_id FROM raw.documents AS p JOIN days AS d ON d.agency = p.agency AND d.day = p.local_day
    UNION
    SELECT k.case_id FROM raw.trip_cases AS k JOIN trips AS t ON t.trip_id = k.trip_id
    UNION
    SELECT s.case_id FROM raw.trip_stops AS s JOIN trips AS t ON t.trip_id = s.trip_id WHERE s.case_id IS NOT NULL
)
SELECT DISTINCT 'cases', c.agency, c.local_month FROM raw.cases AS c SEMI JOIN concerned AS k ON k.case_id = c.case_id

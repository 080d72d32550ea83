-- grain: one row per case, unit of its SOP version and finished step event that counts for it
-- A case's own events, and the shared acts of its visit: an act (bag, guest book) is recorded once and counts for every
-- case of the visit; what was done in another case of the visit (the book of its room) does not. A locker case has its own
-- events only. Of several bags only the one that counts for the case. An event without an end is not recorded. In a measured
-- case a step of a span has the events of its own taps; a step that nobody tapped is recorded by the end of its span's
-- event, without a beginning: not timed.
WITH own AS (
    SELECT c.case_id, e.unit_position, e.event_id, e.started_at, e.finished_at, e.captured, e.staff_key, e.role
    FROM stg_cases AS c
    JOIN raw.step_events AS e ON e.case_id = c.case_id AND e.sop_code = c.sop_code
    WHERE e.finished_at IS NOT NULL
),
of_visits AS (  -- acts of the visit itself: the guest book
    SELECT c.case_id, u.unit_position, e.event_id, e.started_at, e.finished_at, e.captured, e.staff_key, e.role
    FROM stg_cases AS c
    JOIN raw.step_events AS e ON e.visit_id = c.visit_id
    JOIN ref.sop_units AS u ON u.sop_code = c.sop_code AND u.sop_version = c.sop_version AND u.act = e.act
    WHERE c.sop_code <> 'locker' AND e.case_id IS NULL AND e.finished_at IS NOT NULL
),
of_bags AS (  -- acts of the locker case of the bag that counts
    SELECT c.case_id, u.unit_position, e.event_id, e.started_at, e.finished_at, e.captured, e.staff_key, e.role
    FROM stg_cases AS c
    JOIN raw.step_events AS e ON e.case_id = c.bag_case_id
    JOIN ref.sop_units AS u ON u.sop_code = c.sop_code AND u.sop_version = c.sop_version AND u.act = e.act
    WHERE c.sop_code <> 'locker' AND e.finished_at IS NOT NULL
),
counted AS (  -- no event is in two of these: it has its own case, another case's bag, or none
    SELECT * FROM own
    UNION ALL SELECT * FROM of_visits
    UNION ALL SELECT * FROM of_bags
),
measured AS (  -- the steps of spans in measured cases
    SELECT c.case_id, s.unit_position, s.step_position
    FROM stg_cases AS c
    JOIN stg_split_units AS s ON s.sop_code = c.sop_code AND s.sop_version = c.sop_version
    WHERE c.is_measured
),
tapped AS (
    SELECT m.case_id, m.step_position AS unit_position, t.measured_step_id AS event_id, t.started_at, t.finished_at, t.captured,
           t.staff_key, t.role
    FROM measured AS m
    JOIN raw.measured_steps AS t ON t.case_id = m.case_id AND t.step_position = m.step_position
),
untapped AS (
    SELECT m.case_id, m.step_position, e.event_id, NULL::TIMESTAMPTZ, e.finished_at, e.captured, e.staff_key, e.role
    FROM measured AS m
    JOIN counted AS e ON e.case_id = m.case_id AND e.unit_position = m.unit_position
    ANTI JOIN tapped AS t ON t.case_id = m.case_id AND t.unit_position = m.step_position
)
SELECT e.* FROM counted AS e
ANTI JOIN measured AS m ON m.case_id = e.case_id AND m.unit_position = e.unit_position
UNION ALL SELECT * FROM tapped
UNION ALL SELECT * FROM untapped

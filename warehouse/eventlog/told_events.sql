-- grain: one row per row of the log, with its moments, its step and why it is refused (null: it is not)
-- A row tells of one moment and what happened at it (`lifecycle`: start, suspend, resume or complete, which it is when nothing
--   is said), or of both (`start` and `complete`). A step is known by its name; its position tells apart two of the same name, or stands alone.
-- Moments without an offset are on the clock of the agency. A name that the SOP does not know refuses nothing: the row enters
--   no figure and is told apart.
WITH read_in AS (
    SELECT t.line_no, t.case_name, t.activity, t.instance, t.captured, t.opened, t.closed, t.conditions,
           CASE WHEN t.lifecycle IS NULL THEN 'complete'
                WHEN lower(t.lifecycle) IN ('complete', 'start', 'suspend', 'resume') THEN lower(t.lifecycle)
                ELSE 'other' END AS kind,
           CASE WHEN lower(t.lifecycle) = 'start' THEN coalesce(t.moment, t.start) ELSE t.start END AS start_text,
           CASE WHEN lower(t.lifecycle) = 'start' THEN NULL ELSE coalesce(t.complete, t.moment) END AS finish_text,
           t.more, t.step_text, TRY_CAST(t.step_text AS INTEGER) AS step_said
    FROM told_rows AS t
),
timed AS (
    SELECT r.*, moment(r.start_text) AS started_at, moment(r.finish_text) AS finished_at,
           moment(r.opened) AS opened_at, moment(r.closed) AS closed_at
    FROM read_in AS r
),
matched AS (
    SELECT t.*, coalesce(n.step, s.step_position) AS step, CASE WHEN n.name IS NULL THEN s.unit_position ELSE n.unit END AS unit,
           s.step_position IS NOT NULL OR n.name IS NOT NULL AS is_known,
           coalesce(a.name, '') = '' AND t.step_text IS NULL AS is_bare
    FROM timed AS t
    LEFT JOIN activity_names AS a ON a.activity = t.activity
    LEFT JOIN names AS n ON n.name = a.name
    LEFT JOIN ref.sop_steps AS s
        ON s.step_position = t.step_said AND (t.activity IS NULL OR lower(trim(regexp_replace(s.activity, '\s+', ' ', 'g'))) = a.name)
)
SELECT m.line_no, m.case_name, m.activity, m.instance, m.captured, m.opened_at, m.closed_at, m.conditions, m.kind,
       m.started_at, m.finished_at, m.step, m.unit, m.is_known, m.is_bare,
       CASE WHEN m.more IS NOT NULL THEN 'more'
            WHEN m.case_name IS NULL THEN 'case'
            WHEN (m.opened IS NOT NULL AND m.opened_at IS NULL) THEN 'opened'
            WHEN (m.closed IS NOT NULL AND m.closed_at IS NULL) THEN 'closed'
            WHEN m.is_bare
            THEN CASE WHEN m.opened IS NULL OR m.start_text IS NOT NULL OR m.finish_text IS NOT NULL THEN 'activity' END
            WHEN m.kind = 'other' THEN NULL
            WHEN m.start_text IS NULL AND m.finish_text IS NULL THEN 'none'
            WHEN m.start_text IS NOT NULL AND m.started_at IS NULL THEN 'start'
            WHEN m.finish_text IS NOT NULL AND m.finished_at IS NULL THEN 'finish'
            WHEN m.finished_at < m.started_at THEN 'order'
            WHEN greatest(m.started_at, m.finished_at) > $now THEN 'future' END AS refused
FROM matched AS m

-- Grain: move from one unit to the next of one SOP version, by kind; and, with from_position and kind null, all moves into a unit
-- together. Cases opened on the local days picked. 0 stands for the opening (from) and the closing (to) of the case.
-- Units follow each other by when they began. `kind`: as_written (the next one that applied), skipped (one between them was
-- never recorded), out_of_order (backwards, or over one that was done before), open (the last one of a case not closed yet).
-- `wait_s`: from when everything begun before was done (of the first: from the opening) until this one began; nothing when they
-- ran at once. It holds what nobody can observe in between.
-- Steps of a span that a measurement week judged one by one are their span here.
WITH chosen AS (
    SELECT case_id, opened_at, closed_at
    FROM rpt_sop_cases
    WHERE sop_code = $sop_code
      AND sop_version = $sop_version
      AND opened_on BETWEEN $first AND $last
      AND agency = ANY($agencies)
      AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
),
units AS (
    SELECT
        step.case_id,
        coalesce(row_of_paper.unit_position, step.unit_position) AS unit_position,
        min(coalesce(step.started_at, step.finished_at)) FILTER (WHERE step.status <> 'missing') AS begun_at,
        max(step.finished_at) FILTER (WHERE step.status <> 'missing') AS done_at
    FROM rpt_sop_case_steps AS step
    LEFT JOIN rpt_sop_steps AS row_of_paper
        ON row_of_paper.sop_code = step.sop_code
       AND row_of_paper.sop_version = step.sop_version
       AND row_of_paper.step_position = step.unit_position
    WHERE step.sop_code = $sop_code
      AND step.sop_version = $sop_version
      AND step.opened_on BETWEEN $first AND $last
      AND step.agency = ANY($agencies)
      AND ($service_point::VARCHAR IS NULL OR step.service_point = $service_point)
    GROUP BY ALL
),
placed AS (
    SELECT
        *,
        row_number() OVER paper AS place,
        count(*) FILTER (WHERE begun_at IS NULL) OVER paper AS missing_so_far
    FROM units
    WINDOW paper AS (PARTITION BY case_id ORDER BY unit_position ROWS UNBOUNDED PRECEDING)
),
ends AS (
    SELECT chosen.case_id, chosen.opened_at, chosen.closed_at, max(placed.place) + 1 AS last_place,
           max(placed.missing_so_far) AS missing
    FROM chosen
    JOIN placed ON placed.case_id = chosen.case_id
    GROUP BY ALL
),
stations AS (  -- `part`: the opening, what was recorded, the closing
    SELECT case_id, 0 AS part, 0 AS unit_position, 0 AS place, 0 AS missing_so_far, opened_at AS begun_at, NULL AS done_at
    FROM ends
    UNION ALL
    SELECT case_id, 1, unit_position, place, missing_so_far, begun_at, done_at FROM placed WHERE begun_at IS NOT NULL
    UNION ALL
    SELECT case_id, 2, 0, last_place, missing, closed_at, closed_at FROM ends
),
moves AS (
    SELECT
        part,
        unit_position AS to_position,
        lag(unit_position) OVER clock AS from_position,
        place - lag(place) OVER clock AS steps_on,
        missing_so_far - lag(missing_so_far) OVER clock AS steps_missing,
        begun_at,
        CASE WHEN begun_at IS NOT NULL  -- greatest() knows no null
             THEN greatest(0, epoch(begun_at) - epoch(coalesce(max(done_at) OVER before, first_value(begun_at) OVER clock)))
        END AS wait_s
    FROM stations
    WINDOW
        clock AS (PARTITION BY case_id ORDER BY part, begun_at, unit_position),
        before AS (PARTITION BY case_id ORDER BY part, begun_at, unit_position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
told AS (
    SELECT
        from_position, to_position, wait_s,
        CASE WHEN part = 2 AND begun_at IS NULL THEN 'open'
             WHEN steps_on = 1 THEN 'as_written'
             WHEN steps_on < 1 OR steps_missing < steps_on - 1 THEN 'out_of_order'
             ELSE 'skipped' END AS kind
    FROM moves
    WHERE part > 0
)
SELECT
    from_position::INTEGER AS from_position,
    to_position::INTEGER AS to_position,
    kind,
    count(*)::BIGINT AS cases,
    quantile_cont(wait_s, 0.5)::DOUBLE AS wait_s,
    quantile_cont(wait_s, 0.9)::DOUBLE AS wait_p90_s
FROM told
GROUP BY GROUPING SETS ((from_position, to_position, kind), (to_position))
ORDER BY ALL

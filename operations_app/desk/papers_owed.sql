-- one row per paper that a case of the road is asked for and that is not in order: none on file, unsigned, or its list differs
-- The same rules as the mart of documents, from the facts of this home. A paper is asked for once its step is done or its
-- trip has ended; berita acara of handover and return and the loan evidence at every site to or from which copies went,
-- from the first scan there. `rules`: steps that ask for a paper, per SOP and the days on which a case opened; `kinds`:
-- who must sign which kind, and whether it lists copies. Whether it is late is for the calendar of the agency to say.
WITH rules AS (
    SELECT unnest(from_json($rules, '[{"sop_code":"VARCHAR","first_day":"DATE","last_day":"DATE","unit_position":"INTEGER","document_kind":"VARCHAR","condition":"VARCHAR","document_condition":"VARCHAR"}]'), recursive := true)
),
kinds AS (
    SELECT unnest(from_json($kinds, '[{"kind":"VARCHAR","parties":["VARCHAR"],"lists_copies":"BOOLEAN"}]'), recursive := true)
),
asked_cases AS (
    SELECT c.case_id, c.sop_code, c.service_point, timezone($zone, c.occurred_at)::DATE AS opened_on
    FROM cases AS c
    WHERE c.agency = $agency AND list_contains($services, c.sop_code)
),
case_trips AS (
    SELECT k.case_id, k.trip_id, NULL::UUID AS own_site_id FROM trip_cases AS k
    UNION
    SELECT s.case_id, s.trip_id, s.site_id FROM trip_stops AS s
    WHERE s.case_id IS NOT NULL AND s.trip_id NOT IN (SELECT trip_id FROM trip_cancellations)
),
trips_of AS (
    SELECT t.case_id, min(t.trip_id) AS trip_id, max(f.occurred_at) AS finished_at, max(p.planned_on) AS planned_on
    FROM case_trips AS t
    JOIN trips AS p ON p.trip_id = t.trip_id
    LEFT JOIN trip_finishes AS f ON f.trip_id = t.trip_id
    GROUP BY t.case_id
),
moved AS (
    SELECT t.case_id, t.own_site_id, m.move, m.copy_id, m.occurred_at, m.from_site_id, m.to_site_id
    FROM case_trips AS t
    JOIN copy_moves AS m ON m.trip_id = t.trip_id
),
scanned_at_site AS (
    SELECT case_id, document_kind, site_id, copy_id, min(occurred_at) AS scanned_at
    FROM (
        SELECT case_id, own_site_id, unnest(['handover_ba', 'loan_evidence']) AS document_kind, to_site_id AS site_id, copy_id,
            occurred_at
        FROM moved WHERE move IN ('hand_over', 'roll_over')
        UNION ALL
        SELECT case_id, own_site_id, 'return_ba', from_site_id, copy_id, occurred_at
        FROM moved WHERE move IN ('take_back', 'roll_over')
    )
    WHERE own_site_id IS NULL OR own_site_id = site_id
    GROUP BY ALL
),
all_lost AS (  -- nothing came back from any site: there is no return to write a paper about
    SELECT case_id FROM moved
    WHERE own_site_id IS NULL OR own_site_id = from_site_id
    GROUP BY case_id
    HAVING bool_or(move = 'lost') AND NOT bool_or(move IN ('take_back', 'roll_over'))
),
asked AS (
    SELECT c.case_id, c.sop_code, c.service_point, r.document_kind, t.trip_id, t.planned_on, t.finished_at AS trip_finished_at,
        (SELECT min(e.finished_at) FROM step_events AS e
         WHERE e.case_id = c.case_id AND e.unit_position = r.unit_position) AS done_at,
        (r.condition IS NULL OR EXISTS (
            SELECT 1 FROM case_conditions AS k WHERE k.case_id = c.case_id AND k.condition = r.condition))
        AND (r.document_condition IS NULL OR EXISTS (
            SELECT 1 FROM case_conditions AS k WHERE k.case_id = c.case_id AND k.condition = r.document_condition))
        AND (r.document_kind <> 'return_ba' OR c.case_id NOT IN (SELECT case_id FROM all_lost)) AS is_required
    FROM asked_cases AS c
    JOIN rules AS r ON r.sop_code = c.sop_code AND c.opened_on BETWEEN r.first_day AND r.last_day
    LEFT JOIN trips_of AS t ON t.case_id = c.case_id
),
standing AS (
    SELECT d.document_id, d.case_id, d.document_kind, d.site_id, d.trip_id, d.occurred_at, d.txid
    FROM documents AS d
    WHERE d.agency = $agency AND d.document_id NOT IN (SELECT document_id FROM document_voids)
    QUALIFY row_number() OVER (PARTITION BY d.case_id, d.document_kind, d.site_id ORDER BY d.occurred_at DESC, d.txid DESC) = 1
),
scanned AS (
    SELECT DISTINCT p.document_id, s.copy_id
    FROM standing AS p
    JOIN scanned_at_site AS s
        ON s.case_id = p.case_id AND s.document_kind = p.document_kind AND (p.site_id IS NULL OR s.site_id = p.site_id)
    UNION ALL
    SELECT p.document_id, m.copy_id
    FROM standing AS p
    JOIN case_trips AS t ON t.case_id = p.case_id
    JOIN copy_moves AS m ON m.trip_id = t.trip_id AND m.txid <= p.txid
    WHERE p.document_kind = 'stock_ba'
    GROUP BY p.document_id, m.copy_id
    HAVING arg_max(m.to_place, m.txid) = 'trip'
),
listed AS (
    SELECT DISTINCT l.document_id, l.copy_id
    FROM document_copies AS l
    JOIN standing AS p USING (document_id)
    JOIN kinds AS k ON k.kind = p.document_kind AND k.lists_copies
),
differing AS (
    SELECT coalesce(l.document_id, s.document_id) AS document_id, count(*) AS copies
    FROM listed AS l
    FULL JOIN scanned AS s ON s.document_id = l.document_id AND s.copy_id = l.copy_id
    WHERE l.copy_id IS NULL OR s.copy_id IS NULL
    GROUP BY 1
),
signed AS (SELECT document_id, list(DISTINCT party) AS parties FROM document_signatures GROUP BY document_id),
sites_asked AS (
    SELECT case_id, document_kind, site_id, min(scanned_at) AS scanned_at
    FROM (
        SELECT case_id, document_kind, site_id, scanned_at FROM scanned_at_site
        UNION ALL
        SELECT case_id, document_kind, site_id, NULL FROM standing WHERE site_id IS NOT NULL
    )
    GROUP BY ALL
),
papers AS (
    SELECT a.*, s.site_id, coalesce(p.document_id, w.document_id) AS document_id,
        coalesce(p.occurred_at, w.occurred_at) AS issued_at,
        coalesce(s.scanned_at, a.done_at, a.trip_finished_at, p.occurred_at, w.occurred_at) AS asked_at
    FROM asked AS a
    LEFT JOIN sites_asked AS s ON s.case_id = a.case_id AND s.document_kind = a.document_kind
    LEFT JOIN standing AS p ON p.case_id = a.case_id AND p.document_kind = a.document_kind AND p.site_id = s.site_id
    LEFT JOIN standing AS w ON w.case_id = a.case_id AND w.document_kind = a.document_kind AND w.site_id IS NULL
    WHERE (a.is_required AND (s.scanned_at IS NOT NULL OR a.done_at IS NOT NULL OR a.trip_finished_at IS NOT NULL))
        OR p.document_id IS NOT NULL OR w.document_id IS NOT NULL
),
judged AS (
    SELECT p.*, coalesce(f.copies, 0) AS differing,
        CASE WHEN p.document_id IS NULL THEN []
            ELSE list_filter(k.parties, lambda party: NOT list_contains(coalesce(g.parties, []), party)) END AS unsigned
    FROM papers AS p
    JOIN kinds AS k ON k.kind = p.document_kind
    LEFT JOIN differing AS f ON f.document_id = p.document_id
    LEFT JOIN signed AS g ON g.document_id = p.document_id
)
SELECT j.case_id, j.sop_code, j.service_point, j.document_kind, j.trip_id, j.planned_on, j.site_id, j.document_id, j.issued_at,
    j.asked_at, j.differing, j.unsigned, x.document_no, i.site_no, i.name AS site_name,
    coalesce((SELECT list(k.staff_key) FROM trip_crews AS k WHERE k.trip_id = j.trip_id), []) AS crew,
    (SELECT string_agg(DISTINCT a.name, ', ' ORDER BY a.name) FROM trip_crews AS k JOIN state_accounts AS a USING (staff_key)
     WHERE k.trip_id = j.trip_id) AS crew_names
FROM judged AS j
LEFT JOIN document_texts AS x ON x.document_id = j.document_id
LEFT JOIN service_requests AS r ON r.case_id = j.case_id
LEFT JOIN (
    SELECT s.site_id, arg_max(s.site_no, s.txid) AS site_no, arg_max(n.name, n.txid) AS name
    FROM sites AS s JOIN site_identities AS n USING (site_row_id) GROUP BY s.site_id
) AS i ON i.site_id = coalesce(j.site_id, r.site_id)
WHERE j.document_id IS NULL OR j.differing > 0 OR len(j.unsigned) > 0
ORDER BY j.asked_at, j.case_id, j.document_kind, i.site_no

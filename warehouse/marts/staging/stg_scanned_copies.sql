-- grain: one row per case of a touched month, document_kind, site and copy that was scanned for that paper
-- What the copy list of a paper is held against: handed over or rolled on *to* the site (berita acara of handover, loan
-- evidence), taken back or rolled on *from* it (berita acara of return), on the trip of the case. `scanned_at`: the first time.
WITH moved AS (
    SELECT t.case_id, t.site_id AS own_site_id, m.move, m.copy_id, m.occurred_at, m.from_site_id, m.to_site_id
    FROM stg_case_trips AS t
    JOIN raw.copy_moves AS m ON m.trip_id = t.trip_id
),
sided AS (
    SELECT case_id, own_site_id, k.document_kind, to_site_id AS site_id, copy_id, occurred_at
    FROM moved CROSS JOIN (VALUES ('handover_ba'), ('loan_evidence')) AS k (document_kind)
    WHERE move IN ('hand_over', 'roll_over')
    UNION ALL
    SELECT case_id, own_site_id, 'return_ba', from_site_id, copy_id, occurred_at
    FROM moved
    WHERE move IN ('take_back', 'roll_over')
)
SELECT case_id, document_kind, site_id, copy_id, min(occurred_at) AS scanned_at
FROM sided
WHERE own_site_id IS NULL OR own_site_id = site_id
GROUP BY ALL

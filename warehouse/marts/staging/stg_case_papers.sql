-- grain: one row per case of a touched month, document_kind and site (null: of the whole case) with a paper that stands
-- A void paper does not count, its successor does; of several that stand for one site the last one counts.
-- `unsigned_parties`: signatures that its kind must bear (ref.paper_parties) and that are not there. `differing_copies`:
--   copies that stand in its list only, or were only scanned (stg_scanned_copies); for the stock berita acara the scan is
--   what was on the vehicle when the paper was issued. A paper without a site is held against the whole trip.
WITH standing AS (
    SELECT d.document_id, d.case_id, d.document_kind, d.site_id, d.occurred_at, d.txid, d.local_day
    FROM raw.documents AS d
    SEMI JOIN stg_cases AS c ON c.case_id = d.case_id
    ANTI JOIN raw.document_voids AS v ON v.document_id = d.document_id
    QUALIFY row_number() OVER (
        PARTITION BY d.case_id, d.document_kind, d.site_id ORDER BY d.occurred_at DESC, d.txid DESC, d.document_id DESC) = 1
),
unsigned AS (
    SELECT p.document_id, count(*) AS parties
    FROM standing AS p
    JOIN ref.paper_parties AS r ON r.document_kind = p.document_kind
    ANTI JOIN raw.document_signatures AS s ON s.document_id = p.document_id AND s.party = r.party
    GROUP BY p.document_id
),
aboard AS (
    SELECT p.document_id, m.copy_id
    FROM standing AS p
    JOIN stg_case_trips AS t ON t.case_id = p.case_id
    JOIN raw.copy_moves AS m ON m.trip_id = t.trip_id AND (m.occurred_at, m.txid) <= (p.occurred_at, p.txid)
    WHERE p.document_kind = 'stock_ba'
    GROUP BY p.document_id, m.copy_id
    HAVING arg_max(m.to_place, (m.occurred_at, m.txid)) = 'trip'
),
scanned AS (
    SELECT DISTINCT p.document_id, s.copy_id
    FROM standing AS p
    JOIN stg_scanned_copies AS s
        ON s.case_id = p.case_id AND s.document_kind = p.document_kind AND (p.site_id IS NULL OR s.site_id = p.site_id)
    UNION ALL
    SELECT document_id, copy_id FROM aboard
),
listed AS (
    SELECT DISTINCT l.document_id, l.copy_id
    FROM raw.document_copies AS l
    JOIN standing AS p ON p.document_id = l.document_id
    SEMI JOIN ref.papers AS k ON k.document_kind = p.document_kind AND k.lists_copies
),
differing AS (
    SELECT coalesce(l.document_id, s.document_id) AS document_id, count(*) AS copies
    FROM listed AS l
    FULL JOIN scanned AS s ON s.document_id = l.document_id AND s.copy_id = l.copy_id
    WHERE l.copy_id IS NULL OR s.copy_id IS NULL
    GROUP BY 1
)
SELECT p.case_id, p.document_kind, p.site_id, p.document_id, p.occurred_at AS issued_at, p.local_day AS issued_on,
       coalesce(u.parties, 0) AS unsigned_parties, coalesce(d.copies, 0) AS differing_copies
FROM standing AS p
LEFT JOIN unsigned AS u ON u.document_id = p.document_id
LEFT JOIN differing AS d ON d.document_id = p.document_id

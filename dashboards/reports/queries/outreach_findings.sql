-- Grain: case, document kind; papers of the period's cases of the road that are missing or wrong, oldest first.
SELECT
    d.opened_on,
    d.sop_code,
    d.document_kind,
    d.status,
    d.age_days,
    d.responsible_role,
    s.kind AS site_kind,
    s.public_name,
    s.site_no
FROM rpt_documents AS d
LEFT JOIN rpt_site_stock AS s ON s.site_id = d.site_id
WHERE d.required
  AND NOT d.is_accepted
  AND d.status IN ('missing', 'unsigned', 'inconsistent')
  AND d.agency = $agency
  AND d.opened_on BETWEEN $first AND $last
  AND list_contains($sop_codes, d.sop_code)
ORDER BY d.opened_on, d.sop_code, d.document_kind, d.case_id

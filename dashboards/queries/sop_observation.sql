-- Grain: SOP version; how its rows are observed (alone, span, no) and what kind of standard they carry (fixed, adjusted, none).
SELECT
    s.sop_code,
    s.sop_version,
    v.title,
    v.number,
    v.effective_from,
    v.effective_until,
    v.ratified_on,
    count(*)::BIGINT AS steps,
    count(*) FILTER (WHERE s.observed = 'alone')::BIGINT AS alone,
    count(*) FILTER (WHERE s.observed = 'span')::BIGINT AS span,
    count(*) FILTER (WHERE s.observed = 'no')::BIGINT AS unseen,
    count(DISTINCT s.unit_position)::BIGINT AS units,
    count(*) FILTER (WHERE s.time_kind = 'fixed')::BIGINT AS fixed,
    count(*) FILTER (WHERE s.time_kind = 'adjusted')::BIGINT AS adjusted,
    count(*) FILTER (WHERE s.time_kind = 'none')::BIGINT AS untimed
FROM rpt_sop_steps AS s
JOIN rpt_sops AS v USING (sop_code, sop_version)
GROUP BY ALL
ORDER BY ALL

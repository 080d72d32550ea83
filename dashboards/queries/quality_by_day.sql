-- Grain: day of the period on which checks ran; expectations broken at the day's last look, by severity, and rows that broke one.
SELECT
    h.period_start AS bucket,
    count(DISTINCT (h.table_name, h.expectation)) FILTER (WHERE h.violations > 0 AND c.severity = 'critical')::BIGINT AS critical,
    count(DISTINCT (h.table_name, h.expectation)) FILTER (WHERE h.violations > 0 AND c.severity = 'warning')::BIGINT AS warning,
    sum(h.violations)::BIGINT AS violations
FROM rpt_check_history AS h
JOIN rpt_checks AS c ON c.table_name = h.table_name AND c.expectation = h.expectation
WHERE h.grain = 'day'
  AND h.period_start BETWEEN $first AND $last
  AND (h.agency IS NULL OR h.agency = ANY($agencies))
GROUP BY ALL
ORDER BY bucket

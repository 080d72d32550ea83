-- one row per node, kind and year: the last number given out
SELECT node, document_kind, document_year, max(serial) AS last_serial FROM documents GROUP BY node, document_kind, document_year

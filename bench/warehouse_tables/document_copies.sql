-- grain: one row per copy on the list of a paper
SELECT made('listed-' || kind || c, 3 * day + stop, ms) AS line_id, txid, moment(ms + 27500000) AS occurred_at, document_id,
       copy_of(60000 + site_no * 40 + (visit_no + (kind = 'return_ba')::INTEGER) % 2 * 20 + c) AS copy_id
FROM papers CROSS JOIN range(20) AS r (c) WHERE kind IN ('handover_ba', 'return_ba', 'loan_evidence') ORDER BY txid

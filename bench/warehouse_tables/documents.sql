-- grain: one row per paper
SELECT document_id, txid, moment(ms + 27500000) AS occurred_at, case_id, kind AS document_kind, getvariable('node') AS node, year(moment(ms)) AS document_year,
       3 * day + stop + 1 AS serial, trip_id, CASE WHEN per_stop AND NOT is_case_of_stop THEN site_id END AS site_id, moment(ms)::DATE AS dated_on,
       NULL AS successor_of, officer(day) AS staff_key
FROM papers ORDER BY txid

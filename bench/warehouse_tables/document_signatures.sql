-- grain: one row per signature; one in sixty is still absent
SELECT made('signature-' || kind || party, 3 * day + stop, ms) AS signature_id, txid, moment(ms + 27600000) AS occurred_at, document_id, party, 'pin' AS way,
       officer(day) AS staff_key
FROM (SELECT *, unnest(parties) AS party FROM papers) WHERE hash(h, kind, party) % 60 > 0 ORDER BY txid

-- grain: one row per official paper of the batch's trips; one in fifty is never written
CREATE OR REPLACE TEMP TABLE papers AS
WITH kinds (service, kind, per_stop, parties) AS (
    VALUES ('mobile_library', 'daily_report', false, ['sender', 'recipient']), ('mobile_library', 'stock_ba', false, ['sender']),
           ('mobile_library', 'travel_report', false, ['sender']), ('smart_motorcycle', 'daily_report', false, ['sender', 'recipient']),
           ('smart_motorcycle', 'stock_ba', false, ['sender']), ('smart_motorcycle', 'travel_report', false, ['sender']),
           ('school_drop', 'handover_ba', true, ['sender', 'recipient']), ('school_drop', 'return_ba', true, ['sender', 'recipient']),
           ('school_drop', 'stock_ba', false, ['sender']), ('school_drop', 'travel_report', false, ['sender']),
           ('anter_koper', 'request_letter', true, []), ('anter_koper', 'approval', true, ['acknowledger']),
           ('anter_koper', 'survey', true, ['sender']), ('anter_koper', 'photos', true, []),
           ('anter_koper', 'loan_evidence', true, ['sender', 'recipient']), ('anter_koper', 'activity_report', true, ['sender'])
)
SELECT r.*, k.kind, k.per_stop, k.parties, made('paper-' || k.kind, 3 * r.day + r.stop, r.ms) AS document_id
FROM road AS r JOIN kinds AS k ON k.service = r.service
WHERE (k.per_stop OR r.stop = 0) AND NOT (k.kind = 'return_ba' AND r.visit_no = 0) AND hash(r.h, k.kind) % 50 > 0

-- grain: one row per agency and local month of opening of a case that transactions first..last of a node judge anew
-- A case is judged by its own events and facts, by the shared acts of its visit (bag, guest book), and by its papers,
-- which are held against the copies scanned on its trip.
INSERT OR IGNORE INTO raw.pending
WITH events AS (
    SELECT case_id, visit_id FROM raw.step_events WHERE node = $node AND txid BETWEEN $first AND $last
),
deposits AS (
    SELECT case_id, visit_id FROM raw.bag_deposits WHERE node = $node AND txid BETWEEN $first AND $last
),
registrations AS (
    SELECT visit_id, bag_case_id FROM raw.visits
    WHERE node = $node AND txid BETWEEN $first AND $last AND bag_case_id IS NOT NULL
),
new_payments AS (
    SELECT case_id, charge_id FROM raw.payments WHERE source_node = $node AND txid BETWEEN $first AND $last
    UNION ALL
    SELECT p.case_id, p.charge_id
    FROM raw.payment_reversals AS r JOIN raw.payments AS p ON p.payment_id = r.payment_id
    WHERE r.node = $node AND r.txid BETWEEN $first AND $last
),
papers AS (  -- papers that came, were signed, made void, or got their copy list
    SELECT document_id FROM raw.documents WHERE source_node = $node AND txid BETWEEN $first AND $last
    UNION SELECT document_id FROM raw.document_signatures WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT document_id FROM raw.document_voids WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT document_id FROM raw.document_copies WHERE node = $node AND txid BETWEEN $first AND $last
),
trips AS (  -- trips that carry a case since, were called off, ended, or on which copies moved
    SELECT trip_id FROM raw.trip_cases WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT trip_id FROM raw.trip_stops WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT trip_id FROM raw.trip_cancellations WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT trip_id FROM raw.trip_starts WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT trip_id FROM raw.trip_finishes WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT trip_id FROM raw.copy_moves WHERE node = $node AND txid BETWEEN $first AND $last AND trip_id IS NOT NULL
),
own_cases AS (  -- cases whose own facts arrived
    SELECT case_id FROM raw.cases WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT case_id FROM events WHERE case_id IS NOT NULL
    UNION SELECT case_id FROM deposits
    UNION SELECT bag_case_id FROM registrations
    UNION SELECT case_id FROM raw.case_conditions WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT case_id FROM raw.case_closings WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT case_id FROM raw.case_exceptions WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT case_id FROM raw.step_pauses WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT case_id FROM raw.step_resumptions WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT case_id FROM raw.measured_cases WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT case_id FROM raw.measured_steps WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT case_id FROM raw.charges WHERE node = $node AND txid BETWEEN $first AND $last AND case_id IS NOT NULL
    UNION SELECT case_id FROM new_payments
    UNION SELECT d.case_id FROM raw.documents AS d JOIN papers AS p ON p.document_id = d.document_id
    UNION SELECT k.case_id FROM raw.trip_cases AS k JOIN trips AS t ON t.trip_id = k.trip_id
    UNION SELECT s.case_id FROM raw.trip_stops AS s JOIN trips AS t ON t.trip_id = s.trip_id WHERE s.case_id IS NOT NULL
    UNION SELECT g.case_id FROM new_payments AS p JOIN raw.charges AS g ON g.charge_id = p.charge_id
),
visits_concerned AS (  -- visits whose shared acts arrived or found their visit
    SELECT visit_id FROM events WHERE visit_id IS NOT NULL
    UNION SELECT visit_id FROM deposits WHERE visit_id IS NOT NULL
    UNION SELECT visit_id FROM registrations
    UNION SELECT d.visit_id FROM raw.bag_deposits AS d JOIN own_cases AS o ON o.case_id = d.case_id WHERE d.visit_id IS NOT NULL
    UNION SELECT v.visit_id FROM raw.visits AS v JOIN own_cases AS o ON o.case_id = v.bag_case_id
)
SELECT 'cases', c.agency, c.local_month FROM raw.cases AS c JOIN own_cases AS o ON o.case_id = c.case_id
UNION
SELECT 'cases', c.agency, c.local_month FROM raw.cases AS c JOIN visits_concerned AS v ON v.visit_id = c.visit_id

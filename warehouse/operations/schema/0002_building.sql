-- The building: rooms, photocopies, cards, the treasurer's day. Facts are insert-only and carry their transaction.

CREATE TABLE room_visits (                       -- room guest books (referensi, deposit): counted apart from visits
    room_visit_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, room VARCHAR NOT NULL,   -- reference, deposit
    case_id UUID NOT NULL, visit_id UUID, member_key UUID, visitor_type VARCHAR NOT NULL, sex VARCHAR,
    age_class VARCHAR, occupation VARCHAR, education VARCHAR, purpose VARCHAR, region_code VARCHAR
);
CREATE TABLE in_house_uses (                     -- a copy found on a table, used on the premises
    use_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, room VARCHAR NOT NULL, case_id UUID,
    copy_id UUID NOT NULL, title_id UUID NOT NULL, collection VARCHAR NOT NULL, ddc_class VARCHAR NOT NULL
);
CREATE TABLE reshelvings (
    reshelving_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, room VARCHAR NOT NULL, case_id UUID, copies INTEGER NOT NULL
);
CREATE TABLE photocopies (                       -- a finished photocopy, inside or outside
    photocopy_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, place VARCHAR NOT NULL,  -- inside, outside
    machine VARCHAR, pages INTEGER NOT NULL, amount_idr BIGINT NOT NULL
);
CREATE TABLE identity_holds (                    -- an identity card held against a numbered note (nota)
    case_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, note_no VARCHAR NOT NULL, document_kind VARCHAR NOT NULL,
    copy_id UUID, due_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE hold_identities (case_id UUID NOT NULL, txid BIGINT NOT NULL, name VARCHAR NOT NULL, valuables VARCHAR);
CREATE TABLE identity_releases (
    release_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL
);
CREATE TABLE card_prints (
    print_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID, member_key UUID NOT NULL
);
CREATE TABLE day_closings (                      -- the treasurer's cash count at the end of a local day
    closing_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, closed_on DATE NOT NULL,
    expected_idr BIGINT NOT NULL, counted_idr BIGINT NOT NULL, difference_idr BIGINT NOT NULL, staff_key UUID
);
CREATE TABLE closing_explanations (closing_id UUID NOT NULL, txid BIGINT NOT NULL, explanation VARCHAR NOT NULL);
CREATE TABLE deposits (                          -- a deposit slip (STS)
    deposit_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, slip_no VARCHAR NOT NULL, deposited_on DATE NOT NULL,
    amount_idr BIGINT NOT NULL, staff_key UUID
);
CREATE TABLE deposit_lines (                     -- receipts a slip takes along; a reversal of a deposited receipt is a negative line
    line_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, deposit_id UUID NOT NULL,
    payment_id UUID NOT NULL, reversal_id UUID, revenue_kind VARCHAR NOT NULL, amount_idr BIGINT NOT NULL
);

CREATE TABLE state_identity_holds (              -- identity cards held now
    service_point VARCHAR NOT NULL, note_no VARCHAR NOT NULL, case_id UUID NOT NULL, name VARCHAR NOT NULL,
    document_kind VARCHAR NOT NULL, held_at TIMESTAMPTZ NOT NULL, due_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (service_point, note_no)
);
CREATE TABLE state_undeposited (                 -- receipts and reversals that no slip has taken along
    entry_id UUID PRIMARY KEY, agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, payment_id UUID NOT NULL, reversal_id UUID,
    revenue_kind VARCHAR NOT NULL, amount_idr BIGINT NOT NULL, received_at TIMESTAMPTZ NOT NULL
);
INSERT INTO state_undeposited
SELECT payment_id, agency, service_point, payment_id, NULL, revenue_kind, amount_idr, occurred_at FROM payments
UNION ALL
SELECT reversal_id, agency, service_point, payment_id, reversal_id, revenue_kind, -amount_idr, occurred_at FROM payment_reversals;

CREATE TABLE refusals (                          -- which rules stop people; neither fact nor state, and no person in it
    occurred_at TIMESTAMPTZ NOT NULL, recorded_at TIMESTAMPTZ NOT NULL, agency VARCHAR, service_point VARCHAR,
    command VARCHAR NOT NULL, rule VARCHAR NOT NULL, role VARCHAR
);
ALTER TABLE charges ADD COLUMN staff_key UUID;   -- who charged may not waive

-- The spine: journal, catalogue of people and things, visits, bags, cases with their steps, circulation, money.
-- Facts are insert-only and carry the transaction (txid) that wrote them. Tables named *_identities, staff_accounts and
-- staff_passwords hold personal data or secrets and are never published. Tables named state_* can be rebuilt from the facts.

CREATE TABLE journal (
    txid         BIGINT PRIMARY KEY,             -- 1, 2, 3, … without a gap
    key          VARCHAR NOT NULL UNIQUE,        -- idempotency key
    command      VARCHAR NOT NULL,
    actor        VARCHAR NOT NULL,               -- login of who did it ("system" for the command line)
    occurred_at  TIMESTAMPTZ NOT NULL,           -- when it happened
    recorded_at  TIMESTAMPTZ NOT NULL,           -- when it was written down
    agency       VARCHAR,
    service_point VARCHAR,
    payload      VARCHAR NOT NULL,               -- the command as canonical JSON, secrets taken out
    result       VARCHAR NOT NULL,               -- the answer, returned again when the key comes again
    facts_sha256 VARCHAR NOT NULL,               -- over the fact rows this transaction wrote
    sha256       VARCHAR NOT NULL                -- over this row and the sha256 of the row before it
);

CREATE TABLE node_identity (node VARCHAR NOT NULL, created_at TIMESTAMPTZ NOT NULL);

-- people -------------------------------------------------------------------------------------------------------------
CREATE TABLE members (                           -- one row per registration or change; the last one holds
    member_row_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL,
    member_key UUID NOT NULL,                    -- pseudonym: the only thing about a person that is published
    member_type VARCHAR NOT NULL, sex VARCHAR, birth_year INTEGER, occupation VARCHAR, education VARCHAR,
    region_code VARCHAR, registered_on DATE NOT NULL, expires_on DATE NOT NULL, is_blocked BOOLEAN NOT NULL
);
CREATE TABLE member_identities (
    member_row_id UUID NOT NULL, txid BIGINT NOT NULL, member_key UUID NOT NULL, member_no VARCHAR NOT NULL,
    name VARCHAR NOT NULL, birth_date DATE, identity_no VARCHAR, address VARCHAR, phone VARCHAR, email VARCHAR,
    blocked_reason VARCHAR
);
CREATE TABLE staff (                             -- one row per appointment or change of roles
    staff_row_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR, service_point VARCHAR,       -- null agency: may act for every agency (administrator)
    staff_key UUID NOT NULL, roles VARCHAR[] NOT NULL, is_active BOOLEAN NOT NULL
);
CREATE TABLE staff_accounts (
    staff_row_id UUID NOT NULL, txid BIGINT NOT NULL, staff_key UUID NOT NULL, login VARCHAR NOT NULL,
    name VARCHAR NOT NULL, nip VARCHAR
);
CREATE TABLE staff_passwords (
    password_id UUID NOT NULL, txid BIGINT NOT NULL, staff_key UUID NOT NULL, argon2 VARCHAR NOT NULL,
    must_change BOOLEAN NOT NULL
);

-- things -------------------------------------------------------------------------------------------------------------
CREATE TABLE titles (
    title_row_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    title_id UUID NOT NULL, agency VARCHAR NOT NULL, title VARCHAR NOT NULL, author VARCHAR, publisher VARCHAR,
    publish_year INTEGER, isbn VARCHAR, ddc VARCHAR, subjects VARCHAR, language VARCHAR
);
CREATE TABLE copies (
    copy_row_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    copy_id UUID NOT NULL, copy_no VARCHAR NOT NULL, title_id UUID NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL,
    collection VARCHAR NOT NULL,                 -- general, reference, deposit, children, …
    ddc_class VARCHAR NOT NULL,                  -- hundreds of the DDC number: '000' … '900', '' unknown
    call_number VARCHAR, is_lendable BOOLEAN NOT NULL, acquired_on DATE
);
CREATE TABLE copy_withdrawals (
    withdrawal_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, copy_id UUID NOT NULL, reason_code VARCHAR NOT NULL
);

-- visits and bags ----------------------------------------------------------------------------------------------------
CREATE TABLE visits (                            -- one row per guest-book registration; a group is one row with its heads
    visit_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL,
    visitor_type VARCHAR NOT NULL,               -- member, guest, group
    member_key UUID, sex VARCHAR, age_class VARCHAR, occupation VARCHAR, education VARCHAR, purpose VARCHAR,
    region_code VARCHAR, head_count INTEGER NOT NULL, channel VARCHAR NOT NULL,   -- desk, kiosk
    bag_case_id UUID                             -- the bag left before registering, when known
);
CREATE TABLE visit_identities (visit_id UUID NOT NULL, txid BIGINT NOT NULL, name VARCHAR NOT NULL, institution VARCHAR);
CREATE TABLE visit_cancellations (               -- a registration made by mistake
    cancellation_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, visit_id UUID NOT NULL, reason_code VARCHAR NOT NULL
);
CREATE TABLE bag_deposits (
    case_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, locker_no VARCHAR NOT NULL,
    member_key UUID, visit_id UUID               -- the visit, when the guest book came first
);
CREATE TABLE bag_identities (case_id UUID NOT NULL, txid BIGINT NOT NULL, name VARCHAR NOT NULL);
CREATE TABLE bag_returns (
    return_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, lost_card BOOLEAN NOT NULL
);

-- cases and their steps ----------------------------------------------------------------------------------------------
CREATE TABLE cases (
    case_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,   -- occurred_at = opened
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, sop_code VARCHAR NOT NULL,
    visit_id UUID, member_key UUID
);
CREATE TABLE case_conditions (                   -- a condition of the catalogue that holds for a case (fine, lost_card, …)
    condition_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, condition VARCHAR NOT NULL
);
CREATE TABLE case_closings (
    closing_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, outcome VARCHAR NOT NULL
);
CREATE TABLE step_events (
    event_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL,
    case_id UUID, visit_id UUID,                 -- a shared act without a SOP of its own (guest book) has only the visit
    sop_code VARCHAR, unit_position INTEGER,     -- position of the unit's first step; null for a shared act without a SOP
    act VARCHAR,                                 -- shared act: bag_deposit, guest_book, bag_return
    started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ,
    captured VARCHAR NOT NULL,                   -- transaction, tap, backfilled
    staff_key UUID, role VARCHAR
);
CREATE TABLE case_exceptions (                   -- an accepted exception: this deviation no longer counts
    exception_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL,
    unit_position INTEGER, deviation VARCHAR NOT NULL,   -- late, missing, out_of_order, repeated, document
    staff_key UUID
);
CREATE TABLE case_notes (note_id UUID NOT NULL, txid BIGINT NOT NULL, case_id UUID NOT NULL, about VARCHAR NOT NULL, note VARCHAR NOT NULL);

-- circulation --------------------------------------------------------------------------------------------------------
CREATE TABLE loans (
    loan_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, visit_id UUID,
    member_key UUID NOT NULL, copy_id UUID NOT NULL, title_id UUID NOT NULL,
    collection VARCHAR NOT NULL, ddc_class VARCHAR NOT NULL, due_on DATE NOT NULL
);
CREATE TABLE loan_renewals (
    renewal_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL,
    loan_id UUID NOT NULL, due_on DATE NOT NULL
);
CREATE TABLE loan_returns (
    return_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, loan_id UUID NOT NULL,
    copy_id UUID NOT NULL, due_on DATE NOT NULL, days_late INTEGER NOT NULL, condition VARCHAR NOT NULL
);

-- money --------------------------------------------------------------------------------------------------------------
CREATE TABLE charges (
    charge_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, revenue_kind VARCHAR NOT NULL,  -- late_fine, card_fee, form, photocopy
    case_id UUID, loan_id UUID, member_key UUID, amount_idr BIGINT NOT NULL
);
CREATE TABLE payments (                          -- one row per charge settled by a receipt
    payment_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, charge_id UUID NOT NULL, revenue_kind VARCHAR NOT NULL,
    case_id UUID, amount_idr BIGINT NOT NULL, node VARCHAR NOT NULL, receipt_year INTEGER NOT NULL,
    receipt_no INTEGER NOT NULL, method VARCHAR NOT NULL, staff_key UUID
);
CREATE TABLE payment_reversals (
    reversal_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, payment_id UUID NOT NULL, charge_id UUID NOT NULL,
    revenue_kind VARCHAR NOT NULL, amount_idr BIGINT NOT NULL, reason_code VARCHAR NOT NULL, staff_key UUID
);
CREATE TABLE waivers (
    waiver_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, charge_id UUID NOT NULL, revenue_kind VARCHAR NOT NULL,
    amount_idr BIGINT NOT NULL, reason_code VARCHAR NOT NULL, staff_key UUID
);

-- state: rebuildable -------------------------------------------------------------------------------------------------
CREATE TABLE state_accounts (
    login VARCHAR PRIMARY KEY, staff_key UUID NOT NULL, name VARCHAR NOT NULL, agency VARCHAR, service_point VARCHAR,
    roles VARCHAR[] NOT NULL, is_active BOOLEAN NOT NULL, argon2 VARCHAR, must_change BOOLEAN
);
CREATE TABLE state_members (
    member_no VARCHAR PRIMARY KEY, member_key UUID NOT NULL UNIQUE, name VARCHAR NOT NULL, agency VARCHAR NOT NULL,
    member_type VARCHAR NOT NULL, sex VARCHAR, birth_year INTEGER, occupation VARCHAR, education VARCHAR, region_code VARCHAR,
    expires_on DATE NOT NULL, is_blocked BOOLEAN NOT NULL
);
CREATE TABLE state_copies (
    copy_no VARCHAR PRIMARY KEY, copy_id UUID NOT NULL UNIQUE, title_id UUID NOT NULL, title VARCHAR NOT NULL, author VARCHAR,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, collection VARCHAR NOT NULL, ddc_class VARCHAR NOT NULL,
    is_lendable BOOLEAN NOT NULL
);
CREATE TABLE state_open_loans (
    copy_id UUID PRIMARY KEY, loan_id UUID NOT NULL, member_key UUID NOT NULL, title_id UUID NOT NULL,
    lent_at TIMESTAMPTZ NOT NULL, due_on DATE NOT NULL, renewals INTEGER NOT NULL
);
CREATE TABLE state_open_charges (
    charge_id UUID PRIMARY KEY, agency VARCHAR NOT NULL, revenue_kind VARCHAR NOT NULL, case_id UUID, member_key UUID,
    charged_at TIMESTAMPTZ NOT NULL, amount_idr BIGINT NOT NULL, outstanding_idr BIGINT NOT NULL
);
CREATE TABLE state_lockers (                     -- lockers in use
    service_point VARCHAR NOT NULL, locker_no VARCHAR NOT NULL, case_id UUID NOT NULL, name VARCHAR NOT NULL,
    member_key UUID, visit_id UUID, deposited_at TIMESTAMPTZ NOT NULL, card_lost BOOLEAN NOT NULL,
    PRIMARY KEY (service_point, locker_no)
);
CREATE TABLE state_open_cases (
    case_id UUID PRIMARY KEY, sop_code VARCHAR NOT NULL, agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL,
    visit_id UUID, member_key UUID, opened_at TIMESTAMPTZ NOT NULL,
    last_finished_at TIMESTAMPTZ                 -- the last observed moment, where the next step of the desk begins
);
CREATE TABLE state_last_visits (                 -- the latest uncancelled visit of each member
    member_key UUID PRIMARY KEY, visit_id UUID NOT NULL, service_point VARCHAR NOT NULL, visited_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE state_receipt_numbers (node VARCHAR NOT NULL, receipt_year INTEGER NOT NULL, last_no INTEGER NOT NULL, PRIMARY KEY (node, receipt_year));

-- housekeeping, neither fact nor state ---------------------------------------------------------------------------------
CREATE TABLE sign_in_attempts (login VARCHAR NOT NULL, attempted_at TIMESTAMPTZ NOT NULL, succeeded BOOLEAN NOT NULL);
CREATE TABLE api_tokens (token_id UUID NOT NULL, sha256 VARCHAR NOT NULL, login VARCHAR NOT NULL, label VARCHAR NOT NULL, created_at TIMESTAMPTZ NOT NULL, revoked_at TIMESTAMPTZ);

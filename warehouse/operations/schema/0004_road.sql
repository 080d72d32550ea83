-- The road: sites, vehicles, trips, where each copy is, papers and their signatures, requests of ANTER KOPER.
-- Facts are insert-only and carry their transaction. Names, addresses and contacts of sites stay in site_identities.

CREATE TABLE sites (                             -- one row per registration, correction or closing; the last one holds
    site_row_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, site_id UUID NOT NULL, site_no VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,                       -- school, university, institution, orphanage, home, worship, household, village
    level VARCHAR,                               -- schools: PAUD, SD, SMP, SMA, SMK, SLB
    public_name VARCHAR,                         -- null for a household: its name is a person's
    people_served INTEGER NOT NULL, region_code VARCHAR, latitude DOUBLE, longitude DOUBLE,
    services VARCHAR[] NOT NULL,                 -- SOP codes of the outreach services it belongs to
    registered_on DATE NOT NULL, closed_on DATE  -- a closing takes effect when its day ends
);
CREATE TABLE site_identities (
    site_row_id UUID NOT NULL, txid BIGINT NOT NULL, site_id UUID NOT NULL, name VARCHAR NOT NULL, address VARCHAR,
    contact_name VARCHAR, contact_phone VARCHAR, signer_name VARCHAR, signer_office VARCHAR
);
CREATE TABLE vehicles (                          -- one row per registration or change
    vehicle_row_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, vehicle_id UUID NOT NULL, vehicle_no VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,                       -- mpk, motorcycle, car
    plate_no VARCHAR, is_active BOOLEAN NOT NULL
);
CREATE TABLE staff_licences (                    -- SIM of an officer; stays at the desk
    licence_id UUID NOT NULL, txid BIGINT NOT NULL, staff_key UUID NOT NULL, licence VARCHAR NOT NULL, valid_until DATE NOT NULL
);
CREATE TABLE staff_pins (pin_id UUID NOT NULL, txid BIGINT NOT NULL, staff_key UUID NOT NULL, argon2 VARCHAR NOT NULL);

CREATE TABLE trips (
    trip_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, service VARCHAR NOT NULL,   -- SOP code
    planned_on DATE NOT NULL, vehicle_id UUID NOT NULL
);
CREATE TABLE trip_crews (
    crew_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, trip_id UUID NOT NULL, staff_key UUID NOT NULL, is_driver BOOLEAN NOT NULL
);
CREATE TABLE trip_stops (
    stop_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, trip_id UUID NOT NULL, site_id UUID NOT NULL,
    visit_order INTEGER NOT NULL, case_id UUID   -- the request's case (anter_koper)
);
CREATE TABLE trip_cancellations (
    cancellation_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, trip_id UUID NOT NULL, reason_code VARCHAR NOT NULL
);
CREATE TABLE trip_cases (                        -- the case that follows a trip through its SOP
    case_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, trip_id UUID NOT NULL
);
CREATE TABLE trip_starts (                       -- key out, kilometres on the clock
    start_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, trip_id UUID NOT NULL, odometer_km INTEGER
);
CREATE TABLE trip_finishes (                     -- back at the office
    finish_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, trip_id UUID NOT NULL, odometer_km INTEGER
);
CREATE TABLE outreach_visits (                   -- the visitors' book of a stop: people of one class
    outreach_visit_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, trip_id UUID NOT NULL, site_id UUID NOT NULL, case_id UUID,
    sex VARCHAR, age_class VARCHAR, occupation VARCHAR, education VARCHAR, heads INTEGER NOT NULL
);
CREATE TABLE outreach_uses (                     -- read on the site, toys (APE) played with
    use_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, trip_id UUID NOT NULL, site_id UUID NOT NULL, case_id UUID,
    books_read INTEGER NOT NULL, toys_used INTEGER NOT NULL
);
CREATE TABLE copy_moves (                        -- a copy goes from one place to another; the last move says where it is
    move_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, move VARCHAR NOT NULL,
                                                 -- load, unload, hand_over, take_back, roll_over, lend, return, lost
    copy_id UUID NOT NULL, title_id UUID NOT NULL, from_place VARCHAR NOT NULL, to_place VARCHAR NOT NULL,
                                                 -- shelf, trip, site, member, lost
    trip_id UUID, from_site_id UUID, to_site_id UUID, case_id UUID, condition VARCHAR
);
CREATE TABLE documents (                         -- an official paper: numbered, of a case
    document_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, document_kind VARCHAR NOT NULL,
    node VARCHAR NOT NULL, document_year INTEGER NOT NULL, serial INTEGER NOT NULL,   -- per node, kind and year, without gap
    trip_id UUID, site_id UUID, dated_on DATE NOT NULL, successor_of UUID, staff_key UUID
);
CREATE TABLE document_copies (                   -- the copy list of a paper
    line_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, document_id UUID NOT NULL, copy_id UUID NOT NULL
);
CREATE TABLE document_texts (                    -- what the paper says, and a scan of it; stays at the desk
    document_id UUID NOT NULL, txid BIGINT NOT NULL, document_no VARCHAR NOT NULL, body VARCHAR, place VARCHAR, scan_sha256 VARCHAR
);
CREATE TABLE document_signatures (
    signature_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, document_id UUID NOT NULL,
    party VARCHAR NOT NULL,                      -- sender, recipient, acknowledger
    way VARCHAR NOT NULL,                        -- pin, drawn, scan
    staff_key UUID                               -- who signed with a PIN; null for people outside the agency
);
CREATE TABLE signature_identities (
    signature_id UUID NOT NULL, txid BIGINT NOT NULL, name VARCHAR NOT NULL, office VARCHAR, nip VARCHAR, picture_sha256 VARCHAR
);
CREATE TABLE document_voids (
    void_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, document_id UUID NOT NULL, reason_code VARCHAR NOT NULL
);
CREATE TABLE service_requests (                  -- ANTER KOPER: a letter asks for a visit
    request_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, site_id UUID NOT NULL,
    channel VARCHAR NOT NULL, wished_on DATE     -- channel: desk, public
);
CREATE TABLE request_decisions (
    decision_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, decision VARCHAR NOT NULL, staff_key UUID
);
CREATE TABLE site_surveys (
    survey_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, site_id UUID NOT NULL, is_suitable BOOLEAN NOT NULL
);

CREATE TABLE state_sites (
    site_no VARCHAR NOT NULL, agency VARCHAR NOT NULL, site_id UUID NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    services VARCHAR[] NOT NULL, closed_on DATE, PRIMARY KEY (agency, site_no)
);
CREATE TABLE state_vehicles (
    vehicle_no VARCHAR NOT NULL, agency VARCHAR NOT NULL, vehicle_id UUID NOT NULL, kind VARCHAR NOT NULL, is_active BOOLEAN NOT NULL,
    PRIMARY KEY (agency, vehicle_no)
);
CREATE TABLE state_trips (                       -- trips that are planned or under way, until their case is closed
    trip_id UUID PRIMARY KEY, agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, service VARCHAR NOT NULL,
    planned_on DATE NOT NULL, vehicle_id UUID NOT NULL, case_id UUID, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ,
    odometer_km INTEGER
);
CREATE TABLE state_copy_places (                 -- copies that are not on their shelf: with a trip, or at a site
    copy_id UUID PRIMARY KEY, place VARCHAR NOT NULL, trip_id UUID, site_id UUID, since TIMESTAMPTZ NOT NULL
);
CREATE TABLE state_document_numbers (
    node VARCHAR NOT NULL, document_kind VARCHAR NOT NULL, document_year INTEGER NOT NULL, last_serial INTEGER NOT NULL,
    PRIMARY KEY (node, document_kind, document_year)
);

-- Bookkeeping of the lake; the raw tables themselves follow from the operations schema (raw.py).
CREATE SCHEMA IF NOT EXISTS raw;
CREATE SCHEMA IF NOT EXISTS ref;
CREATE SCHEMA IF NOT EXISTS marts;

CREATE TABLE IF NOT EXISTS raw.batches (         -- grain: one row per batch taken in
    node VARCHAR NOT NULL, batch VARCHAR NOT NULL, first_txid BIGINT NOT NULL, last_txid BIGINT NOT NULL,
    published_at TIMESTAMPTZ NOT NULL, schema_version INTEGER NOT NULL, ingested_at TIMESTAMPTZ NOT NULL,
    rows BIGINT NOT NULL, served_at TIMESTAMPTZ,  -- null until a serving file that holds it was swapped in
    PRIMARY KEY (node, batch)
);
CREATE TABLE IF NOT EXISTS raw.quarantine (      -- grain: one row per batch that cannot be taken in, and why
    node VARCHAR NOT NULL, batch VARCHAR NOT NULL, reason VARCHAR NOT NULL, detail VARCHAR NOT NULL,
    found_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (node, batch, reason)
);
CREATE TABLE IF NOT EXISTS raw.pending (         -- grain: one row per slice of marts that new rows made stale
    kind VARCHAR NOT NULL, agency VARCHAR NOT NULL, local_month DATE NOT NULL, PRIMARY KEY (kind, agency, local_month)
);
CREATE TABLE IF NOT EXISTS raw.state (           -- grain: one row per fact about the warehouse itself
    name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS raw.refreshes (       -- grain: one row per refresh and node, insert-only: what was served when
    run_id VARCHAR NOT NULL, refreshed_at TIMESTAMPTZ NOT NULL, node VARCHAR NOT NULL, as_of_txid BIGINT NOT NULL,
    catalogue_sha256 VARCHAR NOT NULL, definitions_sha256 VARCHAR NOT NULL  -- of the marts' SQL
);

CREATE TABLE IF NOT EXISTS ref.agencies (agency VARCHAR NOT NULL, name VARCHAR NOT NULL, timezone VARCHAR NOT NULL);
ALTER TABLE ref.agencies ADD COLUMN IF NOT EXISTS region_code VARCHAR;  -- of its province
ALTER TABLE ref.agencies ADD COLUMN IF NOT EXISTS people_served BIGINT;  -- population, the denominator of per-capita figures
CREATE TABLE IF NOT EXISTS ref.service_points (service_point VARCHAR NOT NULL, agency VARCHAR NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS ref.calendar_days (   -- grain: one row per agency and day
    agency VARCHAR NOT NULL, day DATE NOT NULL, is_working_day BOOLEAN NOT NULL, is_open_day BOOLEAN NOT NULL,
    next_working_day DATE NOT NULL
);
CREATE TABLE IF NOT EXISTS ref.sop_in_force (    -- grain: one row per agency, SOP and stretch of days that one version judges
    agency VARCHAR NOT NULL, sop_code VARCHAR NOT NULL, sop_version INTEGER NOT NULL, from_day DATE NOT NULL, until_day DATE NOT NULL
);
CREATE TABLE IF NOT EXISTS ref.sop_units (       -- grain: one row per SOP version and unit (a step alone, or a span)
    sop_code VARCHAR NOT NULL, sop_version INTEGER NOT NULL, unit_position INTEGER NOT NULL, activity VARCHAR NOT NULL,
    act VARCHAR, condition VARCHAR, standard_s BIGINT, time_kind VARCHAR NOT NULL, working_time BOOLEAN NOT NULL
);
CREATE TABLE IF NOT EXISTS ref.sop_step_documents (  -- grain: one row per SOP version and step that needs a document
    sop_code VARCHAR NOT NULL, sop_version INTEGER NOT NULL, step_position INTEGER NOT NULL, unit_position INTEGER,
    document_kind VARCHAR NOT NULL, condition VARCHAR, document_condition VARCHAR
);
CREATE TABLE IF NOT EXISTS ref.papers (          -- grain: one row per kind of official paper
    document_kind VARCHAR NOT NULL, lists_copies BOOLEAN NOT NULL, responsible_role VARCHAR  -- null: the SOP's officer
);
CREATE TABLE IF NOT EXISTS ref.paper_parties (   -- grain: one row per kind of paper and signature it must bear
    document_kind VARCHAR NOT NULL, party VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS ref.sop_officers (    -- grain: one row per SOP whose cases owe documents: who answers for them
    sop_code VARCHAR NOT NULL, role VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS ref.regions (         -- grain: one row per region of the imported list
    code VARCHAR NOT NULL, name VARCHAR NOT NULL, level VARCHAR NOT NULL, parent_code VARCHAR, population BIGINT,
    latitude DOUBLE, longitude DOUBLE
);

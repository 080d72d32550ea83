-- The plans of the next month, worked out when their inputs changed. Not records: they can be worked out again.
CREATE SCHEMA IF NOT EXISTS plans;

CREATE TABLE IF NOT EXISTS plans.made (          -- grain: one row per agency and service with a plan
    agency VARCHAR NOT NULL, service VARCHAR NOT NULL, month DATE NOT NULL, inputs_sha256 VARCHAR NOT NULL,
    PRIMARY KEY (agency, service)
);
CREATE TABLE IF NOT EXISTS plans.locations (     -- grain: one row per agency, service and candidate site
    agency VARCHAR NOT NULL, service VARCHAR NOT NULL, month DATE NOT NULL, site_id UUID NOT NULL, rank INTEGER NOT NULL,
    chosen BOOLEAN NOT NULL, planned_on DATE, vehicle VARCHAR, visit_order INTEGER, arrive_at TIMESTAMPTZ, leave_at TIMESTAMPTZ,
    score BIGINT NOT NULL, people INTEGER NOT NULL, days_since_served INTEGER, reason VARCHAR NOT NULL
);

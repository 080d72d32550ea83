-- Pauses of a running step, and measurement weeks (pekan pengukuran). Facts are insert-only and carry their transaction.

CREATE TABLE step_pauses (                       -- occurred_at = the work stopped; what it waits for
    pause_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, sop_code VARCHAR NOT NULL,
    unit_position INTEGER,                       -- null: whatever step of the case runs meanwhile
    reason_code VARCHAR NOT NULL,                -- patron, authority, other
    staff_key UUID, role VARCHAR
);
CREATE TABLE step_resumptions (                  -- occurred_at = the work went on
    resumption_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, pause_id UUID NOT NULL, case_id UUID NOT NULL
);
CREATE TABLE measurement_weeks (                 -- one row per week and SOP: local days from_on to until_on, both included
    measurement_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, week_id UUID NOT NULL, sop_code VARCHAR NOT NULL,
    from_on DATE NOT NULL, until_on DATE NOT NULL, staff_key UUID
);
CREATE TABLE measurement_week_ends (             -- ended before its last day; last_on before from_on: it never was
    ending_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, week_id UUID NOT NULL, last_on DATE NOT NULL, staff_key UUID
);
CREATE TABLE measured_cases (                    -- cases opened in a measurement week: each of their steps is judged alone
    case_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, week_id UUID NOT NULL
);
CREATE TABLE measured_steps (                    -- one step of a span, tapped in a measured case; the span's event stands beside
    measured_step_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, case_id UUID NOT NULL, sop_code VARCHAR NOT NULL,
    step_position INTEGER NOT NULL, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ NOT NULL,
    captured VARCHAR NOT NULL, staff_key UUID, role VARCHAR
);

CREATE TABLE state_open_pauses (                 -- the pause of each open case that has not ended
    case_id UUID PRIMARY KEY, pause_id UUID NOT NULL, unit_position INTEGER, reason_code VARCHAR NOT NULL,
    paused_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE state_measurement_weeks (
    week_id UUID NOT NULL, sop_code VARCHAR NOT NULL, agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL,
    from_on DATE NOT NULL, until_on DATE NOT NULL, PRIMARY KEY (week_id, sop_code)
);

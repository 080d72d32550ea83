-- A planner's month: trips proposed for a service, until the head of division makes trips of them, or does not.

CREATE TABLE trip_proposals (                    -- one row per outing proposed
    proposal_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL,
    plan_id UUID NOT NULL,                       -- the plan it came with; the same plan is proposed once
    service VARCHAR NOT NULL,                    -- SOP code
    planned_on DATE NOT NULL, vehicle_id UUID NOT NULL
);
CREATE TABLE trip_proposal_stops (
    proposal_stop_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, proposal_id UUID NOT NULL, site_id UUID NOT NULL,
    visit_order INTEGER NOT NULL, arrive_at TIMESTAMPTZ   -- by the plan's clock
);
CREATE TABLE trip_proposal_decisions (           -- approved (a trip was made), declined, replaced (a newer plan came)
    decision_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, proposal_id UUID NOT NULL, decision VARCHAR NOT NULL,
    trip_id UUID, staff_key UUID                 -- of the account that decided; null: the home's own command line
);

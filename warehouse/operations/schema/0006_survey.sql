-- The satisfaction survey (SKM, PermenPANRB 14/2017): one row per respondent, who is nobody: no member, no visit, no name.

CREATE TABLE survey_answers (                    -- occurred_at = the form was sent
    answer_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,                    -- kiosk, link (the visitor's own phone), paper (entered by staff)
    sex VARCHAR, age_class VARCHAR, occupation VARCHAR, education VARCHAR,
    u1 INTEGER NOT NULL, u2 INTEGER NOT NULL, u3 INTEGER NOT NULL,   -- scores 1 … 4 of the nine elements, in the order of
    u4 INTEGER NOT NULL, u5 INTEGER NOT NULL, u6 INTEGER NOT NULL,   -- the regulation: requirements, procedure, time, cost,
    u7 INTEGER NOT NULL, u8 INTEGER NOT NULL, u9 INTEGER NOT NULL    -- product, competence, conduct, complaints, facilities
);

-- The desk: numbers for visitors, groups by their classes, photos of members, what a refusal said.

ALTER TABLE visits ADD COLUMN visit_no INTEGER;      -- 1, 2, 3, … of a service point and local day: the number slip
ALTER TABLE visits ADD COLUMN visited_on DATE;       -- that local day
CREATE TABLE state_visit_numbers (                   -- the last number given out
    service_point VARCHAR NOT NULL, visited_on DATE NOT NULL, last_no INTEGER NOT NULL, PRIMARY KEY (service_point, visited_on)
);
CREATE TABLE group_counts (                          -- a group by sex, age, occupation or education: people of one class
    count_id UUID NOT NULL, txid BIGINT NOT NULL, occurred_at TIMESTAMPTZ NOT NULL,
    agency VARCHAR NOT NULL, service_point VARCHAR NOT NULL, visit_id UUID NOT NULL,
    dimension VARCHAR NOT NULL, value VARCHAR NOT NULL, heads INTEGER NOT NULL
);
CREATE TABLE member_photos (                         -- the picture itself lies in the home's documents, under its hash
    photo_id UUID NOT NULL, txid BIGINT NOT NULL, member_key UUID NOT NULL, sha256 VARCHAR NOT NULL
);
ALTER TABLE refusals ADD COLUMN message VARCHAR;     -- the sentence with its placeholders, never what filled them

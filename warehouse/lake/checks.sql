-- What the checks said, run by run. Insert-only: a verdict is never changed, a later one stands beside it.
CREATE SCHEMA IF NOT EXISTS checks;

CREATE TABLE IF NOT EXISTS checks.judgements (   -- grain: one row per run and table that was judged in it
    run_id VARCHAR NOT NULL, checked_at TIMESTAMPTZ NOT NULL, table_name VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,                      -- new (rows that this run brought or changed) or whole
    rows_checked BIGINT NOT NULL, expectations VARCHAR[] NOT NULL
);
CREATE TABLE IF NOT EXISTS checks.findings (     -- grain: one row per run, table, expectation that does not hold, and agency
    run_id VARCHAR NOT NULL, checked_at TIMESTAMPTZ NOT NULL, table_name VARCHAR NOT NULL, expectation VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,                   -- critical or warning
    owner_role VARCHAR NOT NULL,                 -- the role that can do something about it
    agency VARCHAR,                              -- null: the table's rows belong to no agency
    violations BIGINT NOT NULL,                  -- of the whole table, whatever the scope of the run
    since_at TIMESTAMPTZ NOT NULL,               -- when the run of verdicts began in which it never held
    sentence_id VARCHAR NOT NULL, advice_id VARCHAR NOT NULL,  -- as people read it, in Indonesian (id)
    sentence_en VARCHAR NOT NULL, advice_en VARCHAR NOT NULL   -- and in English
);
CREATE TABLE IF NOT EXISTS checks.latest (       -- grain: one row per table: its latest judgement, the only state here
    table_name VARCHAR PRIMARY KEY, run_id VARCHAR NOT NULL, checked_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS checks.expectations ( -- grain: one row per expectation as it is worded now
    table_name VARCHAR NOT NULL, expectation VARCHAR NOT NULL, severity VARCHAR NOT NULL, owner_role VARCHAR NOT NULL,
    sentence_id VARCHAR NOT NULL, advice_id VARCHAR NOT NULL, sentence_en VARCHAR NOT NULL, advice_en VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS checks.planning_terms (  -- grain: one row per file of planning terms
    agency VARCHAR,                              -- null: the file does not say whose it is
    file VARCHAR NOT NULL, problem VARCHAR       -- null: it can be read
);
CREATE TABLE IF NOT EXISTS ref.tariffs (         -- grain: one row per agency and stretch of days with one tariff
    agency VARCHAR NOT NULL, from_day DATE NOT NULL, until_day DATE NOT NULL, late_fine_per_day_idr BIGINT NOT NULL,
    fine_counts VARCHAR NOT NULL, fine_max_idr BIGINT, card_fee_idr BIGINT NOT NULL, form_fee_idr BIGINT NOT NULL,
    photocopy_per_page_idr BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS ref.loan_terms (      -- grain: one row per agency and stretch of days with the same limits
    agency VARCHAR NOT NULL, from_day DATE NOT NULL, until_day DATE NOT NULL, max_titles INTEGER NOT NULL,
    max_copies INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS ref.check_terms (     -- grain: one row per agency and stretch of days with the same thresholds
    agency VARCHAR NOT NULL,                     -- empty: any agency that the catalogue does not know
    from_day DATE NOT NULL, until_day DATE NOT NULL, low_day_percent INTEGER NOT NULL, high_day_percent INTEGER NOT NULL,
    usual_visits_least INTEGER NOT NULL, silent_open_days INTEGER NOT NULL
);
-- grain: one row per run, table and expectation
CREATE OR REPLACE VIEW checks.verdicts AS
SELECT j.run_id, j.checked_at, j.table_name, j.expectation, j.scope, j.rows_checked,
       coalesce(f.violations, 0)::BIGINT AS violations
FROM (SELECT * EXCLUDE (expectations), unnest(expectations) AS expectation FROM checks.judgements) AS j
LEFT JOIN (
    SELECT run_id, checked_at, table_name, expectation, sum(violations) AS violations
    FROM checks.findings
    GROUP BY ALL
) AS f USING (run_id, checked_at, table_name, expectation);
-- grain: one row per table, expectation and agency for which it does not hold now
CREATE OR REPLACE VIEW checks.open_findings AS
SELECT f.*
FROM checks.findings AS f
JOIN checks.latest AS latest USING (table_name, checked_at, run_id);

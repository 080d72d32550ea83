"""Checks of a serving file made by hand: one that holds, one that is broken in one agency, with its course over two days."""

from __future__ import annotations

SCHEMA = """
CREATE TABLE rpt_checks (table_name VARCHAR, expectation VARCHAR, layer VARCHAR, severity VARCHAR, owner_role VARCHAR,
    status VARCHAR, violations BIGINT, since_at TIMESTAMPTZ, checked_at TIMESTAMPTZ, rows_checked BIGINT, scope VARCHAR,
    sentence_id VARCHAR, advice_id VARCHAR, sentence_en VARCHAR, advice_en VARCHAR);
CREATE TABLE rpt_check_findings (table_name VARCHAR, expectation VARCHAR, agency VARCHAR, severity VARCHAR,
    owner_role VARCHAR, violations BIGINT, since_at TIMESTAMPTZ, checked_at TIMESTAMPTZ);
CREATE TABLE rpt_check_history (agency VARCHAR, grain VARCHAR, period_start DATE, table_name VARCHAR, expectation VARCHAR,
    violations BIGINT, runs BIGINT);
INSERT INTO rpt_checks VALUES
    ('raw.loans', 'every_loan_has_a_visit', 'raw', 'warning', 'guest_book_staff', 'broken', 3, '2026-11-20 01:00:00+00',
     '2026-11-21 01:00:00+00', 90, 'whole', 'ada kunjungan', 'catat', 'there is a visit', 'record it'),
    ('raw.loans', 'due_on_given', 'raw', 'critical', 'administrator', 'holds', 0, NULL, '2026-11-21 01:00:00+00', 90, 'new',
     'ada tanggal', 'lapor', 'there is a day', 'report it');
INSERT INTO rpt_check_findings VALUES ('raw.loans', 'every_loan_has_a_visit', 'NTT', 'warning', 'guest_book_staff', 3,
    '2026-11-20 01:00:00+00', '2026-11-21 01:00:00+00');
INSERT INTO rpt_check_history VALUES ('NTT', 'day', '2026-11-20', 'raw.loans', 'every_loan_has_a_visit', 2, 1),
    ('NTT', 'day', '2026-11-21', 'raw.loans', 'every_loan_has_a_visit', 3, 4);
"""

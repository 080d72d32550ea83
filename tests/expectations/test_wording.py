"""Every expectation is a sentence with an owner and advice, in both languages."""

from __future__ import annotations

from expectations.published import all_wordings
from expectations.suites import LAKE, MARTS, RAW
from warehouse.i18n import messages
from warehouse.identity.roles import ROLES

EVERY = [*RAW.values(), *LAKE.values(), *MARTS.values()]


def test_every_expectation_names_a_role_and_says_what_to_do_in_both_languages() -> None:
    known = messages("expectations", "id")
    lacking = [
        (suite.table, e.name)
        for suite in EVERY
        for e in suite.expectations
        if e.owner not in ROLES or e.message not in known or e.advice not in known
    ]
    assert lacking == []


def test_the_wording_is_filled_in_and_stands_for_itself() -> None:
    wordings, digest = all_wordings(EVERY)
    assert len(wordings) == sum(len(suite.expectations) for suite in EVERY)
    for worded in wordings:
        for text in (worded.sentence_id, worded.advice_id, worded.sentence_en, worded.advice_en):
            assert text
            assert "{" not in text
        assert worded.advice_id != worded.advice_en
    assert digest == all_wordings(EVERY)[1]


def test_the_rules_that_matter_each_have_their_expectation() -> None:
    names = {(suite.table, e.name) for suite in EVERY for e in suite.expectations}
    assert {
        ("raw.loans", "every_loan_has_a_visit"),
        ("raw.loans", "card_is_valid_that_day"),
        ("raw.loans", "within_the_limit"),
        ("raw.loans", "copy_was_in"),
        ("raw.charges", "as_the_tariff_says"),
        ("raw.payments", "within_the_charge"),
        ("marts.rpt_revenue", "outstanding_identity"),
        ("marts.rpt_revenue", "undeposited_identity"),
        ("marts.rpt_receipts", "receipts_without_gap"),
        ("raw.step_events", "started_at_within_finished_at"),
        ("raw.step_events", "trip_ends_with_its_last_paper"),
        ("marts.rpt_site_stock", "copies_conserved"),
        ("marts.rpt_outreach_coverage", "copies_conserved"),
        ("checks.quarantined", "schema_is_known"),
        ("checks.point_days", "not_far_below_the_usual"),
        ("checks.nodes", "node_is_heard_of"),
        ("raw.visits", "demographics_filled"),
        ("raw.members", "demographics_filled"),
        ("marts.rpt_documents", "berita_acara_present"),
        ("marts.rpt_documents", "berita_acara_signed"),
        ("marts.rpt_documents", "berita_acara_consistent"),
    } <= names

"""Messages say what is wrong, whose it is and what to do, in both languages, and no more than that."""

from __future__ import annotations

from datetime import date, datetime, UTC

import pytest

from warehouse.alerts.due import Draft
from warehouse.alerts.finding import failed_run, Finding
from warehouse.alerts.lifecycle import Alert
from warehouse.alerts.message import compose, LISTED_MAX, Surroundings
from warehouse.alerts.wording import advice, facts, PAPERS, path_of, subject
from warehouse.i18n import in_language
from warehouse.rules.outreach import PAPERS as OWED

DAY = date(2026, 5, 13)
SEEN = datetime(2026, 5, 13, 1, 0, tzinfo=UTC)
AROUND = Surroundings("https://patuh.example", "Asia/Makassar", lambda code: f"Gedung {code}")
KINDS = [
    Finding("document", "k", "warning", "treasurer", "NTT", "NTT-GEDUNG", {
        "document_kind": kind, "status": status, "case_id": "c", "opened_on": "2026-05-11", "due_on": "2026-05-12",
        "since_on": "2026-05-13", "papers_needed": 2, "papers": 1, "sop_title": "Layanan"})
    for kind in PAPERS for status in ("missing", "unsigned", "inconsistent")
] + [
    Finding("check", "k", "critical", "treasurer", "NTT", details={
        "table": "raw.payments", "expectation": "gapless", "violations": 3, "sentence_id": "kuitansi tanpa lompatan",
        "advice_id": "Cari kuitansinya.", "sentence_en": "receipts have no gap", "advice_en": "Find the receipt."}),
    Finding("batch", "k", "critical", "administrator", details={
        "node": "van-1", "batch": "1-2", "reason": "checksum", "detail": "visits"}),
    Finding("silence", "k", "warning", "administrator", details={"node": "van-1", "last_on": "2026-05-01"}),
    failed_run("run 1", "disk full"),
]  # fmt: skip


def test_every_paper_that_can_be_owed_has_a_name() -> None:
    assert set(OWED) | {"receipt"} == set(PAPERS)


@pytest.mark.parametrize("code", ["id", "en"])
@pytest.mark.parametrize(
    "finding", KINDS, ids=lambda finding: f"{finding.kind} {finding.details.get('document_kind', '')}"
)
def test_every_finding_says_what_is_wrong_and_what_to_do(finding: Finding, code: str) -> None:
    with in_language(code):
        draft = Draft("new", finding.role, finding.agency, DAY, (Alert("a1", finding, SEEN),))
        text = compose(draft, "m1", AROUND)
        assert subject(finding) in text.body
        assert text.title.removeprefix("Patuh: ") == subject(finding)
        assert advice(finding) in text.body
        assert all(value in text.body and value != "None" for _label, value in facts(finding))
        assert f"https://patuh.example{path_of(finding, 'a1')}" in text.body
        assert "{" not in text.body
        assert text.body.rstrip().endswith("m1.")


def test_an_expectation_speaks_the_language_in_use() -> None:
    check = next(finding for finding in KINDS if finding.kind == "check")
    assert subject(check) == "Tidak terpenuhi pada 3 baris: kuitansi tanpa lompatan."
    with in_language("en"):
        assert subject(check) == "Does not hold in 3 rows: receipts have no gap."
        assert advice(check) == "Find the receipt."


def test_many_alerts_are_listed_and_the_page_has_the_rest() -> None:
    alerts = tuple(Alert(str(n), KINDS[0], SEEN) for n in range(LISTED_MAX + 7))
    text = compose(Draft("new", "treasurer", "NTT", DAY, alerts), "m1", AROUND)
    assert text.title == f"Patuh: {LISTED_MAX + 7} peringatan baru"
    assert "… dan 7 lagi." in text.body
    assert len(text.body) < 4000, "one message of a chat service"


def test_demo_data_says_so() -> None:
    around = Surroundings("http://x", "Asia/Makassar", str, is_demo=True)
    text = compose(Draft("new", "treasurer", "NTT", DAY, (Alert("a", KINDS[0], SEEN),)), "m1", around)
    assert text.title.startswith("[Data demo] Patuh: ")

"""The page on reports, run as a script on figures that a refresh made: numbers, issuing, the register, who may see what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboards import runtime
from dashboards.reports.issue import check_content
from dashboards.reports.register import Register
from dashboards.reports.words import said
from tests.dashboards.looking import run, text_of, value_of
from tests.dashboards.test_opening_sentences import opening, STORY
from warehouse.identity import sessions
from warehouse.identity.roles import Actor
from warehouse.settings import Settings

REPORTS = calc_hash("laporan")
MARCH = {"of": "NTT", "for": "2025-03"}
SignIn = Callable[..., str]


@pytest.fixture
def home(grown: Settings) -> Iterator[Settings]:
    runtime.start(grown)
    yield grown
    runtime.stop()


@pytest.fixture
def sign_in(home: Settings) -> SignIn:
    def cookie(role: str = "head_of_agency", agency: str | None = None) -> str:
        return sessions.start(home, Actor(role, frozenset({role}), name="Kepala", agency=agency))

    return cookie


def figures_of(script: AppTest) -> dict[str, str]:
    """Label → value of this period, of the table of key figures."""
    found = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td>", text_of(script))
    return {unescape(label): value for label, value in found}


def options_of(script: AppTest, key: str) -> list[str]:
    return list(script.selectbox(key=key).options)


def test_the_page_shows_what_the_marts_hold(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), REPORTS, **MARCH)
    figures = figures_of(script)
    month = "grain = 'month' AND agency = 'NTT' AND period_start = DATE '2025-03-01'"
    visits = value_of(home, f"SELECT sum(visits) FROM rpt_visitors WHERE {month}")
    assert figures["Kunjungan ke gedung"] == said(int(visits), "count")
    received = value_of(home, f"SELECT sum(received_idr) FROM rpt_revenue WHERE {month}")
    assert figures["PAD diterima"] == said(int(received), "idr")
    points = next(one.value for one in script.dataframe if {"0", "6"} == {"0", "6"} & set(one.value.columns))
    assert points["1"].tolist()[-1] == int(visits)
    assert "Laporan Bulanan Layanan Perpustakaan, Maret 2025" in text_of(script)


def test_the_page_opens_with_a_sentence(sign_in: SignIn) -> None:
    assert opening(run(sign_in(), REPORTS, unfold=False, **MARCH), STORY).endswith(".")
    nothing = text_of(run(sign_in(), REPORTS, unfold=False, of="NTT", period="custom", dates="2020-01-01..2020-01-31"))
    assert 'class="story"' in nothing or 'class="calm"' in nothing


@pytest.mark.long
@pytest.mark.parametrize(
    ("code", "query", "label"),
    [
        ("revenue", {}, "Diterima"), ("outreach", {}, "Perjalanan terlaksana"),
        ("sop", {"subject": "loan"}, "Berkas layanan"), ("visitors", {"subject": "data"}, "Kunjungan ke gedung"),
        ("indicators", {"for": "2025"}, "Persentase kemanfaatan perpustakaan oleh masyarakat"),
    ],
)  # fmt: skip
def test_every_kind_and_section_can_be_looked_at(sign_in: SignIn, code: str, query: dict[str, str], label: str) -> None:
    cookie, asked = sign_in(), {**MARCH, "report": code, **query}
    script = run(cookie, REPORTS, **asked)
    assert label in figures_of(script)
    for number in range(len(options_of(script, "section"))):
        assert "gagal" not in text_of(run(cookie, REPORTS, **asked, section=str(number)))


def test_issuing_enters_it_once_and_it_can_be_checked(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), REPORTS, report="revenue", **MARCH)
    script.button(key="issue.xlsx").click().run()
    assert not script.exception
    [entry] = Register(home).entries()
    assert (entry.kind, entry.agency, entry.period, entry.format) == ("revenue", "NTT", "2025-03", "xlsx")
    assert entry.issued_by == "head_of_agency"
    assert script.success[0].value.startswith("Laporan 1 diterbitkan.")
    assert check_content(home, Register(home).file(entry).read_bytes()).entry == entry
    script.button(key="issue.xlsx").click().run()
    assert len(Register(home).entries()) == 1
    assert "laporan 1 lagi, sama persis" in script.success[0].value
    listed = next(one.value for one in script.dataframe if "sha256" in one.value.columns)
    assert listed["sha256"].tolist() == [entry.sha256]


def test_the_treasurer_issues_revenue_alone_and_sees_no_other(home: Settings, sign_in: SignIn) -> None:
    run(sign_in(), REPORTS, report="service", **MARCH).button(key="issue.xlsx").click().run()
    script = run(sign_in("treasurer"), REPORTS, report="service", **MARCH)
    assert options_of(script, "report") == ["Penerimaan (bendahara)"]
    assert "Laporan Penerimaan PAD" in text_of(script)
    listed = [one.value for one in script.dataframe if "sha256" in one.value.columns]
    assert all(set(frame["kind"]) == {"Penerimaan (bendahara)"} for frame in listed)


@pytest.mark.parametrize("role", ["circulation_staff", "planner"])
def test_others_do_not_see_the_page(sign_in: SignIn, role: str) -> None:
    script = run(sign_in(role), REPORTS, **MARCH)
    assert not figures_of(script)
    assert not script.button


def test_an_account_of_one_agency_issues_for_that_one_alone(sign_in: SignIn) -> None:
    script = run(sign_in("head_of_agency", "JATENG"), REPORTS, **MARCH)
    assert [box for box in script.selectbox if box.key == "of"] == []
    assert "Laporan Bulanan" in text_of(script)
    listed = [one.value for one in script.dataframe if "sha256" in one.value.columns]
    assert all("Nusa Tenggara Timur" not in set(frame["agency"]) for frame in listed)


@pytest.mark.long
def test_an_sop_without_cases_says_so(home: Settings, sign_in: SignIn) -> None:
    idle = value_of(
        home,
        "SELECT min(sop_code) FROM rpt_sops WHERE sop_code NOT IN (SELECT sop_code FROM rpt_sop_cases WHERE agency = 'NTT'"
        " AND opened_on BETWEEN DATE '2025-03-01' AND DATE '2025-03-31')",
    )
    text = text_of(run(sign_in(), REPORTS, report="sop", subject=idle, **MARCH))
    assert "Tidak ada catatan NTT pada 2025-03" in text


@pytest.mark.long
def test_the_page_speaks_english(sign_in: SignIn) -> None:
    script = run(sign_in(), REPORTS, lang="en", **MARCH)
    assert "Issue PDF" in {button.label for button in script.button}
    assert "Key figures" in text_of(script)

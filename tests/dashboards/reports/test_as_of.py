"""A report made again from the state it was made from has the same bytes, whatever came since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from dashboards.reports.issue import Asked, check, issue, Issued
from dashboards.reports.register import Register
from dashboards.reports.span import Span
from tests.dashboards.reports.conftest import GrowingHome
from tests.landing import at
from tests.operations_app.papers.reading import text_of
from warehouse.catalogue.load import SHIPPED
from warehouse.errors import BadInput
from warehouse.settings import Settings

MARCH, YEAR = Span("month", date(2025, 3, 1)), Span("year", date(2025, 1, 1))
Grow = Callable[..., GrowingHome]


def report(
    settings: Settings, target: Path, as_of: str | None = None, agency: str = "NTT", span: Span = MARCH
) -> Issued:
    return issue(settings, Asked(agency, span, as_of), target)


KINDS = [
    ("revenue", "", MARCH), ("outreach", "", MARCH), ("sop", "loan", MARCH), ("visitors", "frekuensi", MARCH),
    ("visitors", "data", MARCH), ("indicators", "", YEAR),
]  # fmt: skip


def test_every_kind_of_report_can_be_made_again(settings: Settings, grow: Grow, tmp_path: Path) -> None:
    home = grow(8)
    home.take(12)
    signed = {}
    for number, (code, subject, span) in enumerate(KINDS):
        target = tmp_path / f"{number}.xlsx"
        signed[target] = (issue(settings, Asked("NTT", span, None, code, subject), target), code, subject, span)
    home.take_rest()
    for target, (issued, code, subject, span) in signed.items():
        asked = Asked("NTT", span, issued.entry.as_of, code, subject)
        assert issue(settings, asked, tmp_path / "again.xlsx").entry == issued.entry, code
        assert check(settings, target, again=True).rebuilt is True, code
        assert issue(settings, Asked("NTT", span, None, code, subject), tmp_path / "now.xlsx").is_new, code


def state(issued: Issued) -> str:
    return f"{issued.entry.as_of}@{issued.entry.catalogue_sha256[:12]}"


def test_late_and_backfilled_rows_change_the_report_and_not_the_one_that_was_signed(
    settings: Settings, grow: Grow, tmp_path: Path
) -> None:
    home, files = grow(8), ("report.pdf", "report.xlsx")
    home.take(12)
    signed = {name: report(settings, tmp_path / name) for name in files}
    year = report(settings, tmp_path / "year.xlsx", span=YEAR)
    home.take_rest()
    late = at("2025-03-12 09:00+08:00")
    visit = {"agency": "NTT", "service_point": "NTT-GEDUNG", "occurred_at": late, "visitor_type": "guest"}
    home.publish("pusat", {"visits": [visit]})
    for name in files:
        now = report(settings, tmp_path / f"now-{name}")
        again = report(settings, tmp_path / f"again-{name}", signed[name].entry.as_of)
        assert (tmp_path / f"again-{name}").read_bytes() == (tmp_path / name).read_bytes()
        assert (tmp_path / f"now-{name}").read_bytes() != (tmp_path / name).read_bytes()
        assert (again.is_new, again.entry) == (False, signed[name].entry)
        assert (now.is_new, now.differs_from) == (True, None)
        assert check(settings, tmp_path / name, again=True).rebuilt is True
    assert check(settings, tmp_path / "year.xlsx", again=True).rebuilt is True
    assert report(settings, tmp_path / "again.xlsx", year.entry.as_of, span=YEAR).entry == year.entry


def test_every_served_state_can_be_made_again_for_both_agencies(settings: Settings, grow: Grow, tmp_path: Path) -> None:
    home, made = grow(5), []
    home.take(5)
    for number in range(3):
        home.take(2 - number % 2)
        for agency in ("NTT", "JATENG"):
            target = tmp_path / f"{number}-{agency}.xlsx"
            made.append((target, report(settings, target, agency=agency), agency))
    for target, issued, agency in made:
        again = report(settings, tmp_path / f"again-{target.name}", state(issued), agency)
        assert again.entry.sha256 == issued.entry.sha256, target.name
    assert len({issued.entry.sha256 for _target, issued, _agency in made}) == len(made)


def test_the_catalogue_in_force_then_is_used_and_not_todays(settings: Settings, grow: Grow, tmp_path: Path) -> None:
    home = grow(4)
    home.take(6)
    signed = report(settings, tmp_path / "signed.pdf")
    own = settings.catalogue_dir / "agencies"
    own.mkdir(parents=True)
    text = (SHIPPED / "agencies" / "ntt.yaml").read_text("utf-8")
    text = text.replace("Nama Kepala Dinas (contoh)", "Kepala yang Baru").replace("Asia/Makassar", "Asia/Jayapura")
    (own / "ntt.yaml").write_text(
        text.replace("  closures: []", "  closures: [{on: 2025-03-04, name: Banjir}]"), "utf-8"
    )
    (settings.home / "reference" / "regions.csv").unlink()
    home.take_rest()
    now = report(settings, tmp_path / "now.pdf")
    again = report(settings, tmp_path / "again.pdf", signed.entry.as_of)
    assert again.entry == signed.entry
    assert now.entry.catalogue_sha256 != signed.entry.catalogue_sha256
    assert "Kepala yang Baru" in text_of((tmp_path / "now.pdf").read_bytes())
    assert "Kepala yang Baru" not in text_of((tmp_path / "again.pdf").read_bytes())


def test_a_new_signer_alone_is_served_by_the_next_refresh(settings: Settings, grow: Grow, tmp_path: Path) -> None:
    home = grow(2)
    home.take_rest()
    before = report(settings, tmp_path / "before.pdf")
    own = settings.catalogue_dir / "agencies"
    own.mkdir(parents=True)
    text = (SHIPPED / "agencies" / "ntt.yaml").read_text("utf-8")
    (own / "ntt.yaml").write_text(text.replace("Nama Kepala Dinas (contoh)", "Kepala yang Baru"), "utf-8")
    home.refresh()
    after = report(settings, tmp_path / "after.pdf")
    assert after.entry.as_of == before.entry.as_of
    assert "Kepala yang Baru" in text_of((tmp_path / "after.pdf").read_bytes())
    for one in (before, after):
        assert report(settings, tmp_path / "again.pdf", state(one)).entry == one.entry
    assert report(settings, tmp_path / "again.pdf", before.entry.as_of).entry == after.entry


def test_a_transaction_inside_a_batch_is_a_state_too(settings: Settings, grow: Grow, tmp_path: Path) -> None:
    home = grow(4)
    home.take(6)
    whole = report(settings, tmp_path / "whole.xlsx")
    txids = dict(part.split("=") for part in whole.entry.as_of.split(","))
    inside = ",".join(f"{node}={int(txid) - 40}" for node, txid in txids.items())
    cut = report(settings, tmp_path / "cut.xlsx", inside)
    assert cut.entry.as_of == inside
    assert cut.entry.sha256 != whole.entry.sha256


def test_a_bare_number_must_name_one_state(settings: Settings, grow: Grow, tmp_path: Path) -> None:
    home = grow(4)
    home.take_rest()
    signed = report(settings, tmp_path / "signed.xlsx")
    own = home.last_txid("pusat")
    again = report(settings, tmp_path / "again.xlsx", str(own))
    assert again.entry == signed.entry
    with pytest.raises(BadInput, match="alone names no single state"):
        report(settings, tmp_path / "no.xlsx", str(own - 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pusat=999999", "holds pusat up to transaction"),
        ("mars=3", "holds mars up to transaction 0"),
        ("pusat", "is a transaction number"),
        ("pusat=3,pusat=4", "is a transaction number"),
        ("", "is a transaction number"),
        ("pusat=3@", "is a transaction number"),
        ("pusat=3@ffffffffffff", "No refresh followed the catalogue"),
    ],
)
def test_a_state_that_is_not_here_is_refused(served: Settings, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        report(served, tmp_path / "no.pdf", text)
    assert not (tmp_path / "no.pdf").exists()


def test_a_report_that_an_older_patuh_printed_differently_is_named(served: Settings, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    told = asdict(report(served, target, agency="JATENG").entry)
    register = Register(served)
    (register.folder / "register.jsonl").unlink()
    older = {name: value for name, value in told.items() if name not in ("no", "sha256")} | {"version": "0.0.1"}
    printed_then, _ = register.issue(b"as it was printed then", older)
    now = report(served, target, agency="JATENG")
    assert (now.entry.no, now.differs_from) == (2, printed_then)
    assert register.file(printed_then).read_bytes() == b"as it was printed then"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings.load(home=tmp_path_factory.mktemp("served") / "home")
    settings.make_home()
    GrowingHome(settings, 1, months=3).take_rest()
    return settings

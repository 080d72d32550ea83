"""A case is judged by the version in force, for its agency, on the day it opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.catalogue.load import load_catalogue, SHIPPED
from warehouse.catalogue.model import Catalogue
from warehouse.catalogue.versions import conflicts, pick_version
from warehouse.errors import CatalogueError

LOAN = (SHIPPED / "sops" / "loan.yaml").read_text(encoding="utf-8")


def loan(version: int, begins: str | None, ends: str | None = None, agencies: str = "null") -> str:
    return (
        LOAN.replace("version: 1\n", f"version: {version}\n", 1)
        .replace("effective_from: null", f"effective_from: {begins or 'null'}", 1)
        .replace("effective_until: null", f"effective_until: {ends or 'null'}", 1)
        .replace("agencies: null", f"agencies: {agencies}", 1)
    )


def with_loan(own: Path, **files: str) -> Catalogue:
    for name, text in files.items():
        (own / "sops" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_catalogue(own)


def number(catalogue: Catalogue, agency: str, day: str) -> int:
    return catalogue.version_for("loan", agency, date.fromisoformat(day)).version


def test_a_second_version_judges_later_cases_and_leaves_earlier_ones(own: Path) -> None:
    text = loan(2, "2026-03-01").replace('time_printed: "2 menit"', 'time_printed: "4 menit"')
    text = text.replace("standard_s: 120", "standard_s: 240")
    catalogue = with_loan(own, loan_v2=text)
    before = catalogue.version_for("loan", "NTT", date(2026, 2, 28))
    after = catalogue.version_for("loan", "NTT", date(2026, 3, 1))
    assert (before.version, after.version) == (1, 2)
    assert [u.standard_s for u in before.units_completed_by("lend")] == [300]
    assert [u.standard_s for u in after.units_completed_by("lend")] == [540]
    assert catalogue.sop("loan", 1) is before
    assert len(catalogue.versions) == 17


def test_an_agencys_own_version_goes_before_the_general_one(own: Path) -> None:
    catalogue = with_loan(own, loan_jateng=loan(2, "2026-03-01", agencies="[JATENG]"))
    assert number(catalogue, "JATENG", "2026-02-28") == 1
    assert number(catalogue, "JATENG", "2026-03-01") == 2
    assert number(catalogue, "NTT", "2026-03-01") == 1


def test_after_its_own_version_ends_the_general_one_judges_again(own: Path) -> None:
    catalogue = with_loan(own, loan_jateng=loan(2, "2026-03-01", "2026-03-31", "[JATENG]"))
    assert [number(catalogue, "JATENG", day) for day in ("2026-03-31", "2026-04-01")] == [2, 1]


def test_a_version_may_end_the_day_before_the_next_begins(own: Path) -> None:
    catalogue = with_loan(own, v2=loan(2, "2026-01-01", "2026-05-31"), v3=loan(3, "2026-06-01"))
    assert [number(catalogue, "NTT", d) for d in ("2025-12-31", "2026-01-01", "2026-05-31", "2026-06-01")] == [
        1,
        2,
        2,
        3,
    ]


@pytest.mark.parametrize(
    ("texts", "file", "key", "words"),
    [
        ([loan(2, None)], "a.yaml", "effective_from", "begins on the same day as version 1 in sops/loan.yaml"),
        ([loan(2, "2026-01-01"), loan(3, "2026-01-01")], "b.yaml", "effective_from", "begins on the same day"),
        (
            [loan(2, "2026-01-01", "2026-06-01"), loan(3, "2026-06-01")],
            "b.yaml",
            "effective_from",
            "begins before version 2",
        ),
        ([loan(3, "2026-01-01"), loan(2, "2026-06-01")], "b.yaml", "version", "its number must be higher"),
        ([loan(1, "2026-01-01")], "a.yaml", "version", "version 1 also stands in"),
        (
            [loan(2, "2026-01-01", agencies="[NTT]"), loan(2, "2026-01-01", agencies="[JATENG]")],
            "b.yaml",
            "version",
            "2",
        ),
        (
            [loan(2, "2026-01-01", agencies="[NTT, JATENG]"), loan(3, "2026-01-01", agencies="[JATENG]")],
            "b.yaml",
            "effective_from",
            "begins on the same day",
        ),
        ([loan(2, "2026-01-01", agencies="[MALUKU]")], "a.yaml", "agencies", "knows no agency MALUKU"),
    ],
)
def test_versions_that_contradict_each_other_are_refused_with_file_and_line(
    own: Path, texts: list[str], file: str, key: str, words: str
) -> None:
    with pytest.raises(CatalogueError, match=words) as refused:
        with_loan(own, **dict(zip("ab", texts, strict=False)))
    path = Path(refused.value.file)
    assert path == own / "sops" / file
    assert refused.value.line is not None
    assert path.read_text(encoding="utf-8").splitlines()[refused.value.line - 1].startswith(f"{key}:")
    assert str(refused.value).startswith(f"{path}:{refused.value.line}: ")


def test_two_agencies_may_begin_their_own_versions_on_one_day(own: Path) -> None:
    catalogue = with_loan(own, a=loan(2, "2026-01-01", agencies="[NTT]"), b=loan(3, "2026-01-01", agencies="[JATENG]"))
    assert (number(catalogue, "NTT", "2026-01-01"), number(catalogue, "JATENG", "2026-01-01")) == (2, 3)


def test_an_unknown_sop_or_a_day_without_a_version_says_so(shipped: Catalogue) -> None:
    with pytest.raises(CatalogueError, match="No version of SOP binding is in force for NTT on 2026-01-01"):
        shipped.version_for("binding", "NTT", date(2026, 1, 1))
    with pytest.raises(CatalogueError, match="no version 7 of SOP loan"):
        shipped.sop("loan", 7)


@dataclass(frozen=True)
class Version:
    version: int
    agencies: tuple[str, ...] | None
    effective_from: date | None
    effective_until: date | None


DAYS = st.integers(0, 40).map(lambda n: date(2026, 1, 1) + timedelta(n))


@given(
    st.lists(st.tuples(DAYS, st.one_of(st.none(), DAYS)), max_size=5),
    DAYS,
)
def test_without_conflicts_at_most_one_version_claims_a_day(periods: list[tuple[date, date | None]], day: date) -> None:
    versions = [Version(n, None, begins, ends) for n, (begins, ends) in enumerate(sorted(periods, key=lambda p: p[0]))]
    if conflicts(versions):
        return
    nexts = [v.effective_from for v in versions[1:]] + [None]
    claims = [
        v
        for v, following in zip(versions, nexts, strict=False)
        if v.effective_from is not None
        and v.effective_from <= day
        and (v.effective_until is None or day <= v.effective_until)
        and (following is None or day < following)
    ]
    assert len(claims) <= 1
    assert pick_version(versions, "NTT", day) == (claims[0] if claims else None)

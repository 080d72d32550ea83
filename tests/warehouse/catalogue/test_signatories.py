"""Who signs reports: dated, ordered within a role, and the one of the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from warehouse.catalogue.load import SHIPPED
from warehouse.catalogue.read_agency import read_agency
from warehouse.errors import CatalogueError

HEAD = (
    "  - {{role: agency_head, from: {since}, office: Kepala Dinas, place: Kupang, name: {name}, nip: '1', rank: null}}"
)


def written(tmp_path: Path, *entries: str) -> Path:
    text = (SHIPPED / "agencies" / "ntt.yaml").read_text("utf-8")
    start = text.index("signatories:")
    rest = text[text.index("\nlists:", start) :]
    path = tmp_path / "ntt.yaml"
    path.write_text(text[:start] + ("signatories:\n" + "\n".join(entries) + "\n" if entries else "") + rest, "utf-8")
    return path


def test_the_signer_is_the_one_of_the_day(tmp_path: Path) -> None:
    first, second = HEAD.format(since="null", name="Satu"), HEAD.format(since="2026-07-01", name="Dua")
    agency = read_agency(written(tmp_path, first, second), "ntt.yaml")
    for day, name in ((date(2026, 6, 30), "Satu"), (date(2026, 7, 1), "Dua")):
        signer = agency.signer_on("agency_head", day)
        assert signer
        assert signer.name == name
    assert agency.signer_on("treasurer", date(2026, 7, 1)) is None


def test_an_agency_may_name_nobody(tmp_path: Path) -> None:
    agency = read_agency(written(tmp_path), "ntt.yaml")
    assert agency.signatories == ()
    assert agency.signer_on("agency_head", date(2026, 1, 1)) is None


def test_entries_of_a_role_stand_in_order(tmp_path: Path) -> None:
    first, second = HEAD.format(since="2026-07-01", name="Dua"), HEAD.format(since="null", name="Satu")
    with pytest.raises(CatalogueError, match="Dated values stand in order"):
        read_agency(written(tmp_path, first, second), "ntt.yaml")


def test_an_unknown_role_is_refused_with_its_line(tmp_path: Path) -> None:
    wrong = HEAD.format(since="null", name="Satu").replace("agency_head", "king")
    with pytest.raises(CatalogueError) as refused:
        read_agency(written(tmp_path, wrong), "ntt.yaml")
    assert refused.value.line

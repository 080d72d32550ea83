"""What national indicators ask of a year, counted by hand; and the formulas of the catalogue, by year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.landing import uid
from tests.warehouse.marts.conftest import Desk
from warehouse.catalogue.load import load_catalogue
from warehouse.catalogue.national import COUNTS
from warehouse.errors import CatalogueError


@pytest.fixture
def years(desk: Desk) -> Desk:
    for name, when in (("a", "2025-12-30 09:00"), ("b", "2026-01-08 09:00"), ("c", "2026-03-02 09:00")):
        desk.visit(f"visit {name}", when)
    for number in range(3):
        desk.add(
            "copies", "2025-01-02 08:00", copy_id=uid(f"copy {number}"), title_id=uid(f"title {number % 2}"),
            collection="reference" if number == 2 else "general", ddc_class="800", is_lendable=number != 2,
            acquired_on=date(2025, 1, 2),
        )  # fmt: skip
    desk.add("copy_withdrawals", "2026-02-01 08:00", copy_id=uid("copy 0"), withdrawal_id=uid("gone"))
    desk.refresh()
    return desk


def counts(desk: Desk, year: int) -> dict[str, int]:
    found = desk.read(
        "SELECT measure, value FROM marts.rpt_national_counts WHERE agency = 'NTT' AND period_start = ?",
        [date(year, 1, 1)],
    )
    return {row["measure"]: row["value"] for row in found}


def test_a_year_has_every_count_once(years: Desk) -> None:
    assert set(counts(years, 2026)) == COUNTS
    assert (counts(years, 2025)["visits"], counts(years, 2026)["visits"]) == (1, 2)
    assert counts(years, 2026)["people_served"] == 5_700_772
    assert counts(years, 2026)["sops_in_force"] == 16


def test_what_is_held_is_held_on_the_last_day_lendable_or_not(years: Desk) -> None:
    assert (counts(years, 2025)["copies_held"], counts(years, 2025)["titles_held"]) == (3, 2)
    assert (counts(years, 2026)["copies_held"], counts(years, 2026)["titles_held"]) == (2, 2)


def test_a_year_has_the_formulas_that_hold_in_it() -> None:
    groups = {group.code: group for group in load_catalogue().indicators}
    assert [one.code for one in groups["IKK"].of_year(2019)] == ["ikk_visitors"]
    assert [one.code for one in groups["IKK"].of_year(2026)] == ["ikk_use", "ikk_copies"]
    assert groups["IPLM"].of_year(2024) == ()
    assert len(groups["IPLM"].of_year(2025)) == 8


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("until_year: 2019", "until_year: null", None),
        ("counts: [copies_held]", "counts: [smiles]", "There is no count smiles"),
        ("code: ikk_visitors", "code: ikk_use", None),
        ("until_year: 2019\n    name: Pengunjung", "until_year: 2021\n    name: Pengunjung", None),
    ],
)
def test_an_agencys_own_formulas_replace_the_shipped_group(
    tmp_path: Path, old: str, new: str, said: str | None
) -> None:
    shipped = Path(load_catalogue.__code__.co_filename).parent / "indicators" / "ikk.yaml"
    own = tmp_path / "indicators"
    own.mkdir()
    (own / "ikk.yaml").write_text(shipped.read_text("utf-8").replace(old, new), "utf-8")
    if said:
        with pytest.raises(CatalogueError, match=said):
            load_catalogue(tmp_path)
        return
    groups = load_catalogue(tmp_path).indicators
    assert [group.code for group in groups] == ["IKK", "IPLM"]


def test_two_formulas_of_one_figure_never_hold_in_the_same_year(tmp_path: Path) -> None:
    shipped = Path(load_catalogue.__code__.co_filename).parent / "indicators" / "ikk.yaml"
    (tmp_path / "indicators").mkdir()
    text = (
        shipped.read_text("utf-8")
        .replace("code: ikk_visitors", "code: ikk_use")
        .replace("until_year: 2019", "until_year: 2020")
    )
    (tmp_path / "indicators" / "ikk.yaml").write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match="Two formulas of ikk_use hold in the same year"):
        load_catalogue(tmp_path)

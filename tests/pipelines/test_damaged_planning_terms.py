"""Damaged planning terms hold up the plans of their agency and nothing else, and the checks say so until they are mended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.run import run_refresh
from tests.warehouse.marts.conftest import Desk
from tests.warehouse.marts.test_next_locations import NEAR
from tests.warehouse.marts.test_outreach import DAY, site
from warehouse.catalogue.read_planning import planning_terms, SHIPPED
from warehouse.errors import CatalogueError
from warehouse.settings import Settings


def furnished(settings: Settings) -> dict[str, Desk]:
    """A site to plan for in both agencies, served."""
    desks = {"NTT": Desk(settings), "JATENG": Desk(settings, "JATENG", "jtg")}
    for agency, desk in desks.items():
        site(desk, f"of {agency}", **NEAR)
        desk.visit(f"at {agency}", f"{DAY} 09:00")
        desk.publish()
    run_refresh(settings)
    return desks


def rows(settings: Settings, text: str) -> list[Any]:
    with duckdb.connect(str(settings.serving_db), read_only=True) as serving:
        return serving.execute(text).fetchall()


def plans(settings: Settings) -> dict[str, int]:
    """Agency → sites in the served plan of the next month."""
    return dict(rows(settings, "SELECT agency, count(*) FROM marts.rpt_next_locations GROUP BY ALL"))


def told(settings: Settings) -> list[Any]:
    return rows(
        settings,
        "SELECT agency, severity FROM marts.rpt_check_findings WHERE expectation = 'planning_terms_can_be_read'",
    )


def own_terms(settings: Settings, text: str, name: str = "ours.yaml") -> Path:
    path = settings.catalogue_dir / "planning" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_the_refresh_goes_on_keeps_that_plan_and_says_so(settings: Settings) -> None:
    desks = furnished(settings)
    assert plans(settings) == {"NTT": 1, "JATENG": 1}
    terms = own_terms(settings, "agency: NTT\noffice: [nowhere\n")
    for agency, desk in desks.items():
        site(desk, f"another of {agency}", f"{DAY} 10:00", **NEAR | {"latitude": -10.17})
        desk.visit(f"later at {agency}", f"{DAY} 11:00")
        desk.publish()
    report = run_refresh(settings)
    assert report.swapped
    assert plans(settings) == {"NTT": 1, "JATENG": 2}, "the plan made before stands; the other agency's is made anew"
    assert told(settings) == [("NTT", "warning")]
    asked = "SELECT kind, agency, resolved_at FROM marts.rpt_alerts WHERE subject ILIKE '%ketentuan perencanaan%'"
    [alert] = rows(settings, asked)
    assert alert == ("check", "NTT", None)
    terms.unlink()
    assert run_refresh(settings).swapped, "mended terms are news enough"
    assert (plans(settings), told(settings)) == ({"NTT": 2, "JATENG": 2}, [])
    assert not run_refresh(settings).swapped


def test_an_agency_without_a_plan_yet_has_none(settings: Settings) -> None:
    own_terms(settings, (SHIPPED / "ntt.yaml").read_text().replace("detour_percent: ", "detour_percent: -", 1))
    furnished(settings)
    assert plans(settings) == {"JATENG": 1}
    assert told(settings) == [("NTT", "warning")]


@pytest.mark.parametrize(("text", "held_up"), [("agency: NTT\n", {"NTT"}), ("office: 1\n", {"NTT", "JATENG"})])
def test_a_damaged_file_that_does_not_say_whose_it_is_is_anybodys(tmp_path: Path, text: str, held_up: set[str]) -> None:
    (tmp_path / "planning").mkdir()
    (tmp_path / "planning" / "ours.yaml").write_text(text)
    refused = set()
    for agency in ("NTT", "JATENG"):
        try:
            planning_terms(agency, tmp_path)
        except CatalogueError:
            refused.add(agency)
    assert refused == held_up

"""A changed catalogue makes stale what it judges, and no more; the result is that of computing everything anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.landing import at, Landing, Rows, uid
from tests.warehouse.marts.test_incremental import differences
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import Refresh
from warehouse.marts.registry import SERVED
from warehouse.settings import Settings

CATALOGUE = Path(__file__).parents[3] / "warehouse/catalogue"
MARTS = [mart.name for mart in SERVED if mart.name not in {"rpt_checks", "rpt_check_history", "rpt_alerts"}]
Slices = list[tuple[str, str, str]]


def case(name: str, sop_code: str, day: str, agency: str = "NTT") -> dict[str, Any]:
    return {
        "case_id": uid(name), "sop_code": sop_code, "agency": agency, "occurred_at": at(f"{day} 02:00+00:00"),
        "service_point": {"NTT": "NTT-GEDUNG", "JATENG": "JTG-GEDUNG"}[agency],
    }  # fmt: skip


def step(name: str, sop_code: str, day: str, until: str | None = None, **place: str) -> dict[str, Any]:
    return place | {
        "event_id": uid(f"{name} {day}"), "case_id": uid(name), "sop_code": sop_code, "unit_position": 1,
        "occurred_at": at(f"{until or day} 03:00+00:00"), "started_at": at(f"{day} 02:00+00:00"),
        "finished_at": at(f"{until or day} 03:00+00:00"),
    }  # fmt: skip


HISTORY: Rows = {
    "visits": [{"visitor_type": "guest", "occurred_at": at(f"2026-0{month}-05 02:00+00:00")} for month in (1, 2, 3)],
    "cases": [
        case("january", "loan", "2026-01-12"),
        case("february", "loan", "2026-02-12"),
        case("march", "loan", "2026-03-12"),
        case("another SOP", "card", "2026-03-12"),
        case("another agency", "loan", "2026-03-12", "JATENG"),
        case("a long one", "anter_koper", "2026-01-20", "JATENG"),
    ],
    "step_events": [
        step("january", "loan", "2026-01-12"),
        step("february", "loan", "2026-02-12"),
        step("march", "loan", "2026-03-12"),
        step("a long one", "anter_koper", "2026-01-20", "2026-02-18", agency="JATENG", service_point="JTG-GEDUNG"),
    ],
    "sites": [{"site_id": uid("site"), "kind": "school", "occurred_at": at("2026-02-03 02:00+00:00")}],
}


@pytest.fixture
def served(settings: Settings) -> Settings:
    """A home with three months served."""
    Landing(settings.landing).publish(HISTORY)
    refresh(settings, "first")
    return settings


def refresh(settings: Settings, name: str, *, full: bool = False) -> Refresh:
    with open_warehouse(settings) as connection:
        run = Refresh(connection, settings, name, full=full)
        run.ingest()
        run.swap()
    return run


def stale(settings: Settings) -> Slices:
    """The slices that the catalogue as it lies there now makes stale, and whether everything is."""
    with open_warehouse(settings) as connection:
        Refresh(connection, settings, "looking")
        everything = connection.execute("SELECT 'full', '', '' FROM raw.state WHERE name = 'full'").fetchall()
        return (
            everything
            + connection.execute("SELECT kind, agency, local_month::VARCHAR FROM raw.pending ORDER BY ALL").fetchall()
        )


def own_file(settings: Settings, kind: str, name: str, text: str) -> None:
    folder = settings.catalogue_dir / kind
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def revise_loan(settings: Settings, effective_from: str, printed: str = "PEMINJAMAN") -> None:
    text = (CATALOGUE / "sops/loan.yaml").read_text("utf-8").replace("version: 1", "version: 2", 1)
    text = text.replace("effective_from: null", f"effective_from: {effective_from}", 1)
    own_file(settings, "sops", "loan-v2.yaml", text.replace("PEMINJAMAN", printed, 1))


def change_ntt(settings: Settings, old: str, new: str) -> None:
    text = (CATALOGUE / "agencies/ntt.yaml").read_text("utf-8")
    assert old in text
    own_file(settings, "agencies", "ntt.yaml", text.replace(old, new, 1))


def assert_as_full(settings: Settings, tmp_path: Path) -> None:
    """What a refresh of the stale slices serves is what a full one serves."""
    run = refresh(settings, "by slices")
    assert run.swapped
    assert run.swapped.swapped
    assert not run.swapped.from_scratch
    grown = tmp_path / "grown.duckdb"
    grown.write_bytes(settings.serving_db.read_bytes())
    refresh(settings, "full", full=True)
    assert differences(grown, settings.serving_db, MARTS) == {}
    assert stale(settings) == []


def test_a_revised_sop_touches_the_cases_it_judges(served: Settings, tmp_path: Path) -> None:
    revise_loan(served, "2026-02-15")
    assert stale(served) == [("cases", "JATENG", "2026-03-01"), ("cases", "NTT", "2026-03-01")]
    assert_as_full(served, tmp_path)
    with open_warehouse(served) as connection:
        versions = "SELECT sop_version FROM marts.rpt_sop_cases WHERE sop_code = 'loan' ORDER BY opened_at, agency"
        assert [row[0] for row in connection.execute(versions).fetchall()] == [1, 1, 2, 2]
    (served.catalogue_dir / "sops/loan-v2.yaml").unlink()
    assert stale(served) == [("cases", "JATENG", "2026-03-01"), ("cases", "NTT", "2026-03-01")]


def test_a_revision_that_begins_later_touches_no_case_and_is_served(served: Settings) -> None:
    revise_loan(served, "2030-01-01")
    assert stale(served) == []
    run = refresh(served, "second")
    assert run.swapped
    assert run.swapped.swapped
    with open_warehouse(served) as connection:
        row = connection.execute("SELECT count(*) FROM marts.rpt_sops WHERE sop_code = 'loan'").fetchone()
    assert row == (2,)
    again = refresh(served, "third")
    assert again.swapped
    assert not again.swapped.swapped


def test_a_new_day_of_leave_touches_the_cases_at_work_on_it(served: Settings, tmp_path: Path) -> None:
    leave = "  collective_leave:\n"
    change_ntt(served, leave, leave + '    - {on: 2026-02-12, name: "Cuti bersama"}\n')
    assert stale(served) == [("cases", "NTT", "2026-02-01")]
    assert_as_full(served, tmp_path)


def test_leave_in_the_middle_of_a_long_step_touches_the_month_in_which_its_case_opened(served: Settings) -> None:
    text = (CATALOGUE / "agencies/jateng.yaml").read_text("utf-8")
    leave = "  collective_leave:\n"
    own_file(
        served, "agencies", "jateng.yaml", text.replace(leave, leave + '    - {on: 2026-02-05, name: "Cuti"}\n', 1)
    )
    assert stale(served) == [("cases", "JATENG", "2026-01-01")]


def test_tariffs_touch_no_figure(served: Settings) -> None:
    change_ntt(served, "late_fine_per_day_idr: 500", "late_fine_per_day_idr: 750")
    assert stale(served) == []
    refresh(served, "second")  # names the catalogue the figures follow
    again = refresh(served, "third")
    assert again.swapped
    assert not again.swapped.swapped


def test_another_number_of_people_served_touches_the_figures_per_head_only(served: Settings, tmp_path: Path) -> None:
    change_ntt(served, "people: 5700772", "people: 1000")
    assert stale(served) == []
    assert_as_full(served, tmp_path)
    with open_warehouse(served) as connection:
        found = "SELECT visits_per_capita FROM marts.rpt_per_capita WHERE agency = 'NTT' AND grain = 'month'"
        assert connection.execute(found).fetchall() == [(0.001,)] * 3


def test_another_list_of_regions_touches_outreach_only(served: Settings, tmp_path: Path) -> None:
    folder = served.home / "reference"
    folder.mkdir()
    rows = ["code,name,level,parent_code,population,latitude,longitude", "53.01.01,Satu,district,53.01,1200,,"]
    (folder / "regions.csv").write_text("\n".join(rows))
    assert stale(served) == [("outreach", "NTT", "2026-02-01")]
    assert_as_full(served, tmp_path)


def test_a_corrected_time_zone_asks_for_everything(served: Settings) -> None:
    change_ntt(served, "Asia/Makassar", "Asia/Jayapura")
    assert stale(served) == [("full", "", "")]


def test_a_refresh_that_died_after_the_catalogue_changed_forgets_nothing(served: Settings, tmp_path: Path) -> None:
    revise_loan(served, "2026-02-15")
    stale(served)  # the catalogue is taken over, nothing is built
    assert_as_full(served, tmp_path)

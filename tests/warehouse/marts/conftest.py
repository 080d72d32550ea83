"""A desk written down as raw facts, refreshed into real files, and read from the served marts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.landing import at, Landing, Rows, uid
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.settings import Settings

ZONE = {"NTT": "+08:00", "JATENG": "+07:00"}
POINT = {"NTT": "NTT-GEDUNG", "JATENG": "JTG-GEDUNG"}


class Desk:
    """Collects facts in words of the desk; times are local wall-clock times of the agency: "2026-03-02 08:00"."""

    def __init__(self, settings: Settings, agency: str = "NTT", node: str = "pusat") -> None:
        self.settings, self.agency = settings, agency
        self.landing = Landing(settings.landing, node)
        self.rows: Rows = {}
        self._runs = 0

    def moment(self, text: str) -> Any:
        return at(text + ZONE[self.agency])

    def add(self, table: str, when: str, **values: Any) -> None:
        place = {"agency": self.agency, "service_point": POINT[self.agency]}
        self.rows.setdefault(table, []).append(place | {"occurred_at": self.moment(when)} | values)

    def case(self, name: str, sop_code: str, when: str, **values: Any) -> None:
        self.add("cases", when, case_id=uid(name), sop_code=sop_code, **values)

    def step(
        self, case: str, sop_code: str, unit: int, started: str | None, finished: str | None, **values: Any
    ) -> None:
        self._event({"case_id": uid(case), "sop_code": sop_code, "unit_position": unit}, started, finished, values)

    def act(self, visit: str, act: str, started: str | None, finished: str | None, **values: Any) -> None:
        self._event({"visit_id": uid(visit), "act": act}, started, finished, values)

    def _event(self, what: dict[str, Any], started: str | None, finished: str | None, values: dict[str, Any]) -> None:
        times = {
            "started_at": self.moment(started) if started else None,
            "finished_at": self.moment(finished) if finished else None,
        }
        self.add("step_events", finished or started or "2026-03-02 08:00", **(what | times | values))

    def visit(self, name: str, when: str, **values: Any) -> None:
        member = {"visitor_type": "member", "member_key": uid(f"member of {name}")}
        self.add("visits", when, visit_id=uid(name), **(member | values))

    def bag(self, name: str, when: str, **values: Any) -> None:
        self.case(name, "locker", when)
        self.add("bag_deposits", when, case_id=uid(name), **values)

    def publish(self) -> None:
        self.landing.publish(self.rows)
        self.rows = {}

    def refresh(self, *, full: bool = False) -> None:
        if self.rows:
            self.publish()
        self._runs += 1
        with open_warehouse(self.settings) as connection:
            refresh(connection, self.settings, f"run {self._runs}", full=full)

    def read(self, text: str, parameters: Any = ()) -> list[dict[str, Any]]:
        """Rows of the served marts as dicts."""
        with duckdb.connect(str(self.settings.serving_db), read_only=True) as serving:
            serving.execute("SET TimeZone = 'UTC'")
            cursor = serving.execute(text, parameters)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def one_case(self, name: str) -> dict[str, Any]:
        [row] = self.read("SELECT * FROM marts.rpt_sop_cases WHERE case_id = ?", [uid(name)])
        return row

    def steps_of(self, name: str) -> dict[int, dict[str, Any]]:
        rows = self.read("SELECT * FROM marts.rpt_sop_case_steps WHERE case_id = ?", [uid(name)])
        return {row["unit_position"]: row for row in rows}

    def step_figures(self, sop_code: str, position: int, grain: str = "month", version: int = 1) -> dict[str, Any]:
        [row] = self.read(
            "SELECT * FROM marts.rpt_sop_step_compliance WHERE sop_code = ? AND step_position = ? AND grain = ?"
            " AND sop_version = ?",
            [sop_code, position, grain, version],
        )
        return row


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(home=tmp_path / "home")


@pytest.fixture
def desk(settings: Settings) -> Desk:
    settings.make_home()
    return Desk(settings)

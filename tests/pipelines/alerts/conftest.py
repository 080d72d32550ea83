"""A home whose alerts go to real receivers, with a clock that tests turn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.alerts.after_refresh import carry_out
from pipelines.alerts.round import Circumstances, Done
from tests.landing import at, Landing, Rows, uid
from tests.pipelines.alerts.servers import free_port, Mailbox, smtp_server, Webhook
from warehouse.alerts.finding import Finding
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import Refresh
from warehouse.settings import Settings

TRIP_DAY = "2026-05-11"
FIRST_LOOK = at("2026-05-13 09:00+08:00")  # Wednesday; the papers of Monday's trip were due on Tuesday


class Office:
    """A home, its landing zone and its clock. `look` is a refresh followed by a round of alerts."""

    def __init__(self, home: Path) -> None:
        self.home, self.now = home, FIRST_LOOK
        self.landing: Landing | None = None
        self._runs = 0

    @property
    def settings(self) -> Settings:
        return Settings.load(home=self.home)

    def configure(self, **alerts: Any) -> None:
        """Write `[alerts]` of config.toml."""
        lines = ["[alerts]"]
        channels = alerts.pop("channels", {})
        lines += [f"{name} = {_toml(value)}" for name, value in alerts.items()]
        lines += ["[alerts.channels]"] + [f"{role} = {_toml(found)}" for role, found in channels.items()]
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "config.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def publish(self, rows: Rows, node: str = "pusat") -> None:
        if self.landing is None:
            self.landing = Landing(self.settings.landing, node)
        self.landing.publish(rows)

    def look(self) -> Done:
        """A refresh, and the round that follows it."""
        settings, self._runs = self.settings, self._runs + 1
        with open_warehouse(settings) as connection:
            run = Refresh(connection, settings, f"run {self._runs}", clock=lambda: self.now)
            run.ingest()
            run.swap()
            return carry_out(connection, settings, Circumstances(True, refreshed=True), clock=lambda: self.now)

    def take_in(self) -> None:
        """What landed is taken in or quarantined; no figures are built."""
        settings = self.settings
        settings.make_home()
        with open_warehouse(settings) as connection:
            Refresh(connection, settings, "taking in", clock=lambda: self.now).ingest()

    def round(self, failure: Finding | None = None, *, refreshed: bool = False) -> Done:
        """A round without new figures."""
        with open_warehouse(self.settings) as connection:
            how = Circumstances(figures_hold=False, refreshed=refreshed, failure=failure)
            return carry_out(connection, self.settings, how, clock=lambda: self.now)

    def damage(self, node: str = "van-1") -> Path:
        """A batch of `node` lands with a file that is not what was published; answers with that file."""
        folder = Landing(self.settings.landing, node).publish(
            {"visits": [PLACE | {"occurred_at": self.now, "visitor_type": "guest"}]}
        )
        file = folder / "visits.parquet"
        file.write_bytes(file.read_bytes() + b"x")
        self.take_in()
        return file

    def read(self, text: str, *values: Any) -> list[tuple[Any, ...]]:
        with open_warehouse(self.settings) as connection:
            return connection.execute(text, list(values)).fetchall()

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


PLACE = {"agency": "NTT", "service_point": "NTT-GEDUNG"}


def finished_trip(name: str = "trip", day: str = TRIP_DAY) -> Rows:
    """A drop at one school, home again, without a single paper: handover, stock record and travel report are owed."""
    morning = at(f"{day} 08:00+08:00")
    trip, case = uid(name), uid(f"case of {name}")
    seen = PLACE | {"occurred_at": morning}
    return {
        "sites": [
            seen | {"site_id": uid("school"), "site_no": "S-17", "kind": "school", "public_name": "SDN Contoh",
                    "people_served": 90, "services": ["school_drop"], "registered_on": morning.date()}
        ],
        "vehicles": [seen | {"vehicle_id": uid("van"), "vehicle_no": "MPK-1", "kind": "mpk", "is_active": True}],
        "trips": [
            seen | {"trip_id": trip, "service": "school_drop", "planned_on": morning.date(), "vehicle_id": uid("van")}
        ],
        "trip_stops": [seen | {"trip_id": trip, "site_id": uid("school"), "visit_order": 1}],
        "cases": [seen | {"case_id": case, "sop_code": "school_drop"}],
        "trip_cases": [seen | {"case_id": case, "trip_id": trip}],
        "step_events": [
            seen | {"case_id": case, "sop_code": "school_drop", "unit_position": 4, "started_at": morning,
                    "finished_at": morning + timedelta(minutes=20)}
        ],
        "trip_starts": [seen | {"trip_id": trip}],
        "copies": [seen | {"copy_id": uid("copy"), "title_id": uid("title"), "collection": "general", "ddc_class": "900",
                    "is_lendable": True}],
        "titles": [{"occurred_at": morning, "title_id": uid("title")}],
        "copy_moves": [
            seen | {"move": "load", "copy_id": uid("copy"), "from_place": "shelf", "to_place": "trip", "trip_id": trip},
            seen | {"occurred_at": morning + timedelta(hours=2), "move": "hand_over", "copy_id": uid("copy"),
                    "from_place": "trip", "to_place": "site", "trip_id": trip, "to_site_id": uid("school"),
                    "case_id": case},
        ],
        "trip_finishes": [seen | {"occurred_at": morning + timedelta(hours=6), "trip_id": trip}],
    }  # fmt: skip


def later_record(moment: datetime) -> Rows:
    """Something else is recorded, so that the figures know it is later."""
    return {"visits": [PLACE | {"occurred_at": moment, "visitor_type": "guest"}]}


def paper(kind: str, moment: datetime, name: str = "trip", parties: tuple[str, ...] = ("sender",)) -> Rows:
    """A signed paper of the trip's case, of its one school where it is a berita acara."""
    document = uid(f"{kind} of {name}")
    seen = PLACE | {"occurred_at": moment}
    site = uid("school") if kind in ("handover_ba", "return_ba") else None
    rows: Rows = {
        "documents": [
            seen | {"document_id": document, "case_id": uid(f"case of {name}"), "document_kind": kind, "node": "pusat",
                    "document_year": 2026, "serial": 1, "trip_id": uid(name), "site_id": site, "dated_on": moment.date()}
        ],
        "document_signatures": [seen | {"document_id": document, "party": party} for party in parties],
    }  # fmt: skip
    if kind in ("handover_ba", "return_ba"):
        rows["document_copies"] = [seen | {"document_id": document, "copy_id": uid("copy")}]
    return rows


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "home")


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with smtp_server(Mailbox(free_port())) as box:
        yield box


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    with Webhook() as hook:
        yield hook

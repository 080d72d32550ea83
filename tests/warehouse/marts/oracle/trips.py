"""Which trip carries which case, when it ended, and the copies that moved on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.warehouse.marts.oracle.facts import Facts


@dataclass(frozen=True)
class Moved:
    """One copy that went from one place to another."""

    at: datetime
    move: str
    copy: str
    from_site: str | None
    to_site: str | None
    to_place: str


class Trips:
    def __init__(self, facts: Facts) -> None:
        self.cancelled = {row["trip_id"] for row in facts.of("trip_cancellations")}
        self.started = {row["trip_id"] for row in facts.of("trip_starts")}
        self.finishes = facts.with_key("trip_finishes", "trip_id")
        self.moves = facts.with_key("copy_moves", "trip_id")
        self.own = {row["case_id"]: row["trip_id"] for row in facts.of("trip_cases")}
        self.stops = facts.with_key("trip_stops", "case_id")

    def trip_of(self, case_id: str) -> tuple[str, str | None] | None:
        """The trip that carries the case, and the one site the case stands for (ANTER KOPER: a request of one site)."""
        if case_id in self.own:
            return self.own[case_id], None
        stops = [row for row in self.stops.get(case_id, []) if row["trip_id"] not in self.cancelled]
        return (stops[0]["trip_id"], stops[0]["site_id"]) if stops else None

    def ended_at(self, case_id: str) -> datetime | None:
        trip = self.trip_of(case_id)
        return min((row["occurred_at"] for row in self.finishes.get(trip[0], [])), default=None) if trip else None

    def is_called_off(self, case_id: str) -> bool:
        """Cancelled before it left: what was not done is not expected any more."""
        trip = self.own.get(case_id)
        return trip is not None and trip in self.cancelled and trip not in self.started

    def moved(self, case_id: str) -> list[Moved]:
        """Copies moved on the case's trip (at its site), as they were scanned."""
        trip = self.trip_of(case_id)
        if trip is None:
            return []
        found = []
        for row in self.moves.get(trip[0], []):
            of_site = trip[1] in (None, row["from_site_id"], row["to_site_id"])
            if of_site or row["move"] in ("load", "unload"):
                found.append(
                    Moved(
                        row["occurred_at"],
                        row["move"],
                        row["copy_id"],
                        row["from_site_id"],
                        row["to_site_id"],
                        row["to_place"],
                    )
                )
        return sorted(found, key=lambda m: m.at)

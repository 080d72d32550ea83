"""A selection: whose figures of which days. Pure; what a person may see bounds it before anything is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboards.filters.period import before, Period


@dataclass(frozen=True)
class Selection:
    """`agencies` is never empty; `service_point` None means all of theirs."""

    agencies: tuple[str, ...]
    service_point: str | None
    period: Period

    @property
    def previous(self) -> Selection:
        return Selection(self.agencies, self.service_point, before(self.period))

    def over(self, period: Period) -> Selection:
        """The same people and places over other days."""
        return Selection(self.agencies, self.service_point, period)

    def parameters(self) -> dict[str, Any]:
        """What the queries bind."""
        return {
            "agencies": list(self.agencies),
            "service_point": self.service_point,
            "first": self.period.first,
            "last": self.period.last,
            "grain": self.period.grain,
        }


def allowed_agencies(present: list[str], bound_to: str | None) -> list[str]:
    """The agencies an account may look at: its own when it is bound to one, else all that have figures."""
    return [code for code in present if bound_to is None or code == bound_to]

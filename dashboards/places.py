"""What the catalogue says of agencies and service points: names, clocks, when money is due, what is to be reached.

An unknown code is its own name.
"""

from __future__ import annotations

from datetime import date, timedelta

from dashboards.filters.period import Period
from warehouse.catalogue.model import Catalogue
from warehouse.catalogue.targets import Targets

DEFAULT_ZONE = "Asia/Jakarta"
"""Of figures whose agency the catalogue does not know (a catalogue file was taken away)."""


class Places:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places) and self._catalogue is other._catalogue

    def __hash__(self) -> int:
        """So that what is worked out with it may be remembered as long as the catalogue stays what it is."""
        return id(self._catalogue)

    def agency_name(self, code: str) -> str:
        """The province: every agency is called the same but for it."""
        found = self._catalogue.agencies.get(code)
        return found.province if found else code

    def province_code(self, agency: str) -> str | None:
        """Kemendagri's; None when no catalogue says."""
        found = self._catalogue.agencies.get(agency)
        return found.region_code if found else None

    def point_name(self, code: str) -> str:
        found = self._catalogue.service_points.get(code)
        return found.name if found else code

    def zone(self, agency: str) -> str:
        found = self._catalogue.agencies.get(agency)
        return found.timezone if found else DEFAULT_ZONE

    def deposit_due_on(self, agency: str, received_on: date) -> date | None:
        """The working day by which what was received then is on a deposit slip; None when no catalogue says."""
        found = self._catalogue.agencies.get(agency)
        if found is None:
            return None
        due_on = received_on
        for _working_day in range(found.desk_on(received_on).deposit_within_working_days):
            due_on = found.calendar.next_working_day(due_on)
        return due_on

    def targets_on(self, agency: str, day: date) -> Targets | None:
        """What the agency wants to reach; None when it has set nothing or no catalogue knows it."""
        found = self._catalogue.agencies.get(agency)
        return found.targets_on(day) if found else None

    def open_days(self, agency: str, period: Period) -> int:
        """Days of the period on which the agency is open; none when no catalogue says."""
        found = self._catalogue.agencies.get(agency)
        return found.calendar.open_days_between(period.first - timedelta(days=1), period.last) if found else 0

    @property
    def sop_codes(self) -> tuple[str, ...]:
        """In the order of their books."""
        return tuple(self._catalogue.sop_codes)

    def sop_order(self, code: str) -> tuple[int, str]:
        """Sorts SOPs as their books do; unknown ones after them by code."""
        codes = self._catalogue.sop_codes
        return (codes.index(code), code) if code in codes else (len(codes), code)

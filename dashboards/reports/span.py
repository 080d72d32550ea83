"""What a report is about: a month or a year, whole days of the agency. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from warehouse.clock import next_month
from warehouse.i18n import in_language, local_date

Grain = Literal["month", "year"]


@dataclass(frozen=True, slots=True)
class Span:
    """`first` is the first day of a month or a year."""

    grain: Grain
    first: date

    @classmethod
    def parse(cls, code: str) -> Span | None:
        """ "2026-10" or "2026"; None when it is neither."""
        found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", code)
        if not found or not 1 <= int(found.group(2) or 1) <= 12 or not int(found.group(1)):
            return None
        return cls("month" if found.group(2) else "year", date(int(found.group(1)), int(found.group(2) or 1), 1))

    @property
    def last(self) -> date:
        if self.grain == "year":
            return self.first.replace(month=12, day=31)
        return next_month(self.first) - timedelta(days=1)

    @property
    def before(self) -> Span:
        """The month or year that ended when this one began."""
        ended = self.first - timedelta(days=1)
        return Span(self.grain, ended.replace(day=1) if self.grain == "month" else ended.replace(month=1, day=1))

    @property
    def code(self) -> str:
        """As it is typed and entered in the register."""
        return self.first.isoformat()[: 7 if self.grain == "month" else 4]

    @property
    def name(self) -> str:
        """ "Oktober 2026", "Tahun 2026"."""
        with in_language("id"):
            return local_date(self.first, "MMMM y") if self.grain == "month" else f"Tahun {self.first.year}"

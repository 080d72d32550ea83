"""What the page on reports offers to whom: kinds by role, periods that have records, reports that were issued before."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboards.filters.selection import allowed_agencies
from dashboards.readings.reader import Reader
from dashboards.reports.figures import figures_in, served_state
from dashboards.reports.issue import Asked, report_from
from dashboards.reports.kinds import kind_entered_as, KINDS, ReportKind
from dashboards.reports.model import Report, Table
from dashboards.reports.register import Entry, Register
from dashboards.reports.span import Span
from warehouse.identity.sessions import Session
from warehouse.settings import Settings

MOST_KEPT = 24
_reports: OrderedDict[tuple[Hashable, ...], Report] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Desk:
    """Which reports somebody may make and see: `agencies` and `kinds` by code."""

    agencies: tuple[str, ...]
    kinds: Mapping[str, ReportKind]

    def sees(self, entry: Entry) -> bool:
        return entry.agency in self.agencies and kind_entered_as(entry.kind).code in self.kinds


def desk_of(reader: Reader, who: Session | None) -> Desk:
    agencies = tuple(allowed_agencies(sorted(set(reader.frame("places")["agency"])), who.agency if who else None))
    kinds = {code: kind for code, kind in KINDS.items() if who is not None and who.has_any(*kind.issuers)}
    return Desk(agencies, kinds)


def spans(reader: Reader, agency: str, last: date) -> list[Span]:
    """The months with records of `agency`, latest first, then its years."""
    places = reader.frame("places")
    found = places[places["agency"] == agency]
    if found.empty:
        return []
    first: date = found["first_day"].min().date()
    months = [Span("month", last.replace(day=1))]
    while months[-1].first > first:
        months.append(months[-1].before)
    return [*months, *(Span("year", date(year, 1, 1)) for year in range(last.year, first.year - 1, -1))]


def usual_span(found: list[Span]) -> Span:
    """The month that ended last: the one that is due; the running one while there is no other."""
    months = [span for span in found if span.grain == "month"]
    return months[1] if len(months) > 1 else months[0]


def preview(settings: Settings, reader: Reader, asked: Asked) -> Report:
    """What the report would say now, put together once for each state of the figures. BadInput when there is nothing."""
    as_of, _moment = served_state(reader.cursor)
    key = (str(settings.home), str(as_of), asked, settings.is_demo)
    with _lock:
        known = _reports.get(key)
    if known is not None:
        return known
    with figures_in(settings, reader.cursor) as figures:
        report = report_from(figures, asked, is_demo=settings.is_demo)
    with _lock:
        _reports[key] = report
        while len(_reports) > MOST_KEPT:
            _reports.popitem(last=False)
    return report


def table_frame(table: Table) -> pd.DataFrame:
    """A table of a report with its worked-out cells and its total, columns by place."""
    rows = [[table.value(row, place) for place in range(len(table.columns))] for row in table.rows]
    total = table.total
    if total is not None and rows:
        rows.append(list(total))
    return pd.DataFrame(rows, columns=[str(place) for place in range(len(table.columns))], dtype=object)


def issued(settings: Settings, desk: Desk) -> list[Entry]:
    """Latest first."""
    return [entry for entry in reversed(Register(settings).entries()) if desk.sees(entry)]

"""Cases → CSV, a row an event with its start and its end, as process-mining tools and spreadsheets read it.

A case without any finished event has no row; the XES file has it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from typing import IO

from warehouse.eventlog.logged import cost_of, LoggedCase, LoggedEvent

COLUMNS = (
    "case_id", "activity", "start", "complete", "resource", "step_position", "event_id", "status", "is_repeated", "captured",
    "standard_s", "duration_s", "lost_minutes", "cost_total", "cost_currency",
    "agency", "service_point", "sop_code", "sop_version", "case_opened", "case_closed", "outcome", "conditions",
)  # fmt: skip


def write_csv(stream: IO[str], cases: Iterable[LoggedCase], *, idr_per_minute: int | None) -> tuple[int, int]:
    """Number of cases and of finished events read; cases without events count, though no row tells of them."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = events = 0
    for case in cases:
        writer.writerows(_row(case, event, idr_per_minute) for event in case.events)
        count, events = count + 1, events + len(case.events)
    return count, events


def _row(case: LoggedCase, event: LoggedEvent, idr_per_minute: int | None) -> list[object]:
    cost, currency = cost_of(event, idr_per_minute)
    return [
        case.case_id, event.activity, _moment(event.started_at), _moment(event.finished_at), event.role,
        event.step_position, event.event_id, event.status, "true" if event.is_repeated else "false", event.captured,
        event.standard_s, event.duration_s, event.lost_minutes, cost, currency if cost is not None else None,
        case.agency, case.service_point, case.sop_code, case.sop_version, _moment(case.opened_at),
        _moment(case.closed_at), case.outcome, ";".join(case.conditions),
    ]  # fmt: skip


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

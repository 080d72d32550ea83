"""Cases → XES (IEEE 1849), written as they come: a trace a case, start and complete an activity, suspend and resume a pause.

Standard extensions: concept, lifecycle, time, organizational (the role, never a person), cost (of the delay). What has no
standard key (standard, duration, status) stands under a plain key of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import IO
from xml.sax.saxutils import quoteattr

from warehouse.eventlog.logged import cost_of, LoggedCase, LoggedEvent

EXTENSIONS = (
    ("Concept", "concept"),
    ("Lifecycle", "lifecycle"),
    ("Organizational", "org"),
    ("Time", "time"),
    ("Cost", "cost"),
)
_TRANSITIONS = ("start", "suspend", "resume", "complete")
_COMPLETE = 3
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EARLIEST = "1970-01-01T00:00:00.000+00:00"


def write_xes(
    stream: IO[str], cases: Iterable[LoggedCase], *, name: str, idr_per_minute: int | None
) -> tuple[int, int]:
    """Number of cases and of finished events written."""
    stream.write(_head(name))
    count = events = 0
    for case in cases:
        stream.write(_trace(case, idr_per_minute))
        count, events = count + 1, events + len(case.events)
    stream.write("</log>\n")
    return count, events


def _head(name: str) -> str:
    extensions = [
        f'  <extension name="{title}" prefix="{prefix}" uri="http://www.xes-standard.org/{prefix}.xesext"/>'
        for title, prefix in EXTENSIONS
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">',
            *extensions,
            '  <global scope="trace">',
            '    <string key="concept:name" value="-"/>',
            "  </global>",
            '  <global scope="event">',
            '    <string key="concept:name" value="-"/>',
            '    <string key="concept:instance" value="-"/>',
            '    <string key="lifecycle:transition" value="complete"/>',
            f'    <date key="time:timestamp" value="{_EARLIEST}"/>',
            "  </global>",
            '  <classifier name="Activity" keys="concept:name"/>',
            '  <classifier name="Activity and transition" keys="concept:name lifecycle:transition"/>',
            '  <classifier name="Role" keys="org:role"/>',
            _string("concept:name", name, 1) + _string("lifecycle:model", "standard", 1),
        ]
    )


def _trace(case: LoggedCase, idr_per_minute: int | None) -> str:
    parts = [
        "  <trace>\n",
        f'    <string key="concept:name" value="{case.case_id}"/>\n',
        _string("sop_code", case.sop_code, 2),
        _integer("sop_version", case.sop_version, 2),
        _string("agency", case.agency, 2),
        _string("service_point", case.service_point, 2),
        _date("opened_at", case.opened_at, 2),
        _date("closed_at", case.closed_at, 2) if case.closed_at else "",
        _string("outcome", case.outcome, 2) if case.outcome else "",
        _string("conditions", ";".join(case.conditions), 2),
    ]
    moments = [
        (moment, place, order, event) for place, event in enumerate(case.events) for order, moment in _moments(event)
    ]
    moments.sort(key=lambda one: one[:3])
    for moment, _place, order, event in moments:
        parts.append(_finish(event, idr_per_minute) if order == _COMPLETE else _passing(event, order, moment))
    parts.append("  </trace>\n")
    return "".join(parts)


def _moments(event: LoggedEvent) -> Iterator[tuple[int, datetime]]:
    """What happens to an event, each as its place in _TRANSITIONS and its moment."""
    if event.started_at is not None:
        yield 0, event.started_at
    for pause in event.pauses:
        yield 1, pause.since
        if pause.until is not None:
            yield 2, pause.until
    yield _COMPLETE, event.finished_at


def _passing(event: LoggedEvent, order: int, moment: datetime) -> str:
    return "    <event>\n" + _shared(event, _TRANSITIONS[order], moment) + "    </event>\n"


def _finish(event: LoggedEvent, idr_per_minute: int | None) -> str:
    cost, currency = cost_of(event, idr_per_minute)
    parts = ["    <event>\n", _shared(event, "complete", event.finished_at)]
    parts.append(_string("captured", event.captured, 3))
    if event.status is not None:
        parts.append(_string("status", event.status, 3))
    if event.is_repeated:
        parts.append('      <boolean key="is_repeated" value="true"/>\n')
    if event.standard_s is not None:
        parts.append(_integer("standard_s", event.standard_s, 3))
    if event.duration_s is not None:
        parts.append(_float("duration_s", event.duration_s))
    if event.lost_minutes is not None:
        parts.append(_float("lost_minutes", event.lost_minutes))
    if cost is not None:
        parts += [_float("cost:total", cost), _string("cost:currency", currency, 3)]
    return "".join([*parts, "    </event>\n"])


def _shared(event: LoggedEvent, transition: str, moment: datetime) -> str:
    return "".join(
        [
            _string("concept:name", event.activity, 3),
            f'      <string key="concept:instance" value="{event.event_id}"/>\n',
            _string("lifecycle:transition", transition, 3),
            _date("time:timestamp", moment, 3),
            _string("org:resource", event.role, 3) + _string("org:role", event.role, 3) if event.role else "",
            _integer("step_position", event.step_position, 3),
        ]
    )


@lru_cache(maxsize=2048)  # activities, roles and words come again and again; ids are written without it
def _string(key: str, value: str, depth: int) -> str:
    return f'{"  " * depth}<string key="{key}" value={quoteattr(_NOT_XML.sub(" ", value))}/>\n'


def _integer(key: str, value: int, depth: int) -> str:
    return f'{"  " * depth}<int key="{key}" value="{value}"/>\n'


def _float(key: str, value: float) -> str:
    return f'      <float key="{key}" value="{value!r}"/>\n'


def _date(key: str, moment: datetime, depth: int) -> str:
    """With the offset of the agency's clock; microseconds only where there are any."""
    written = moment.isoformat(timespec="microseconds" if moment.microsecond % 1000 else "milliseconds")
    return f'{"  " * depth}<date key="{key}" value="{written}"/>\n'

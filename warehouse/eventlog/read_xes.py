"""A foreign XES file → a CSV of our columns, an event a row, read as it comes: memory does not grow with the log.

Only what measuring needs is kept: of a trace its name, conditions and moments, of an event name, instance, transition,
moments, resource. A file with a document type of its own is refused: XES has none, and entities could unfold without end.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from pathlib import Path
from typing import Any, IO, NoReturn
from xml.parsers import expat

from warehouse.errors import HomeError
from warehouse.i18n import N_

COLUMNS = (
    "line", "case", "activity", "instance", "lifecycle", "moment", "start", "step", "captured", "opened", "closed",
    "conditions",
)  # fmt: skip
_VALUES = frozenset({"string", "date", "int", "float", "boolean", "id"})
_OF_TRACE = {"concept:name": "case", "opened_at": "opened", "closed_at": "closed", "conditions": "conditions"}
_OF_EVENT = {
    "concept:name": "activity", "concept:instance": "instance", "lifecycle:transition": "lifecycle",
    "time:timestamp": "moment", "start_timestamp": "start", "step_position": "step", "captured": "captured",
}  # fmt: skip


def xes_to_csv(source: Path, target: Path) -> tuple[int, frozenset[str]]:
    """Number of rows (a trace without events has one too), and which of our columns the file knows."""
    try:
        with _opened(source) as stream, target.open("w", encoding="utf-8", newline="") as written:
            reader = _Reader(csv.writer(written))
            reader.parser.ParseFile(stream)
            return reader.rows, frozenset(reader.known)
    except expat.ExpatError as wrong:
        _unreadable(source, f"{expat.ErrorString(wrong.code)} ({wrong.lineno}:{wrong.offset})")
    except (OSError, zlib.error, EOFError, _NotXes) as wrong:
        _unreadable(source, str(wrong))


def _opened(source: Path) -> IO[bytes]:
    return gzip.open(source) if source.suffix.lower() == ".gz" else source.open("rb")  # type: ignore[return-value]


def _unreadable(source: Path, reason: str) -> NoReturn:
    raise HomeError(N_("The file {file} cannot be read: {reason}"), file=str(source), reason=reason) from None


class _NotXes(Exception):
    pass


class _Reader:
    """Follows the nesting: an attribute counts when it stands directly in its trace or event."""

    def __init__(self, writer: Any) -> None:
        self._writer, self.rows, self.known = writer, 0, set[str]()
        self._path: list[str] = []
        self._trace: dict[str, str] = {}
        self._event: dict[str, str] = {}
        self._events: list[tuple[int, dict[str, str]]] = []
        self._line = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        writer.writerow(COLUMNS)

    def _doctype(self, *_declared: Any) -> None:
        raise _NotXes("a document type stands in it")

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._path and tag != "log":
            raise _NotXes("no XES log")
        above = self._path[-1] if self._path else ""
        self._path.append(tag)
        if tag == "trace":
            self._trace, self._events, self._line = {}, [], self.parser.CurrentLineNumber
        elif tag == "event" and above == "trace":
            self._event = {}
            self._events.append((self.parser.CurrentLineNumber, self._event))
        elif tag in _VALUES:
            self._keep(above, attributes.get("key", ""), attributes.get("value", ""))

    def _keep(self, above: str, key: str, value: str) -> None:
        if above == "event" and len(self._path) == 4 and key in _OF_EVENT:
            self._event[_OF_EVENT[key]] = value
            self.known.add(_OF_EVENT[key])
        elif above == "trace" and len(self._path) == 3 and key in _OF_TRACE:
            self._trace[_OF_TRACE[key]] = value
            self.known.add(_OF_TRACE[key])

    def _end(self, tag: str) -> None:
        self._path.pop()
        if tag == "trace" and len(self._path) == 1:
            for line, event in self._events or [(self._line, {})]:
                told = {"line": line} | self._trace | event
                self._writer.writerow([told.get(column, "") for column in COLUMNS])
                self.rows += 1

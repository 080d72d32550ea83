"""The register of issued reports: `<home>/reports/register.jsonl`, insert-only, each line chained to the one before it by
its SHA-256. Beside it lies every issued file under its own SHA-256, so that what was signed is never lost.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from warehouse.errors import HomeError, IntegrityError, N_
from warehouse.settings import Settings

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One issued file. `as_of` and `catalogue_sha256` say from what it can be made again; the rest, by which Patuh."""

    no: int
    issued_at: str
    kind: str
    agency: str
    period: str  # 2026-10
    format: str  # pdf, xlsx
    sha256: str
    as_of: str  # node=txid,…
    catalogue_sha256: str
    definitions_sha256: str
    version: str
    subject: str = ""  # of what, where the kind has several: the code of an SOP, a form
    issued_by: str = ""  # the login of who issued it on a page; empty for the command line


class Register:
    """The register of one home."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.home / "reports"

    def entries(self) -> list[Entry]:
        """All entries, oldest first; IntegrityError naming the first line that was changed."""
        return [entry for entry, _digest in self._lines()]

    def find(self, sha256: str) -> Entry | None:
        return next((entry for entry in self.entries() if entry.sha256 == sha256), None)

    def like(self, kind: str, agency: str, period: str, subject: str, as_of: str) -> list[Entry]:
        """Reports of the same period and state of the records, oldest first."""
        return [
            entry
            for entry in self.entries()
            if (entry.kind, entry.agency, entry.period, entry.subject, entry.as_of)
            == (kind, agency, period, subject, as_of)
        ]

    def issue(self, content: bytes, told: dict[str, Any]) -> tuple[Entry, bool]:
        """Enter a file and keep it; the entry, and whether it is new (the same bytes are entered once)."""
        digest = hashlib.sha256(content).hexdigest()
        with self._locked():
            lines = self._lines()
            known = next((entry for entry, _digest in lines if entry.sha256 == digest), None)
            if known:
                return known, False
            entry = Entry(no=len(lines) + 1, sha256=digest, **told)
            self._keep(content, self.file(entry))
            previous = lines[-1][1] if lines else FIRST
            line = orjson.dumps({**asdict(entry), "previous": previous}) + b"\n"
            with self._path.open("ab") as stream:
                stream.write(line)
                stream.flush()
                os.fsync(stream.fileno())
        return entry, True

    def file(self, entry: Entry) -> Path:
        """Where the issued file is kept."""
        return self.folder / f"{entry.sha256}.{entry.format}"

    @property
    def _path(self) -> Path:
        return self.folder / "register.jsonl"

    def _lines(self) -> list[tuple[Entry, str]]:
        """Entries with the digest of their line. A last line without its end was cut off by a kill: it is not there yet."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return []
        found: list[tuple[Entry, str]] = []
        previous = FIRST
        for number, line in enumerate(content.split(b"\n")[:-1], 1):
            try:
                told = orjson.loads(line)
                chained = told.pop("previous") == previous
                entry = Entry(**told)
            except (ValueError, KeyError, TypeError, AttributeError):
                chained = False
            if not chained or entry.no != number:
                raise IntegrityError(N_("The register of reports was changed at line {line}."), line=str(number))
            previous = hashlib.sha256(line).hexdigest()
            found.append((entry, previous))
        return found

    def _keep(self, content: bytes, target: Path) -> None:
        write_whole(target, content)
        kept = self._path.read_bytes() if self._path.exists() else b""
        if kept and not kept.endswith(b"\n"):  # what a kill left of the last line
            write_whole(self._path, kept[: kept.rfind(b"\n") + 1])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / "register.lock").open("a") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX)
                yield
        except OSError as wrong:
            raise HomeError(
                N_("The register of reports in {folder} cannot be written: {reason}."),
                folder=str(self.folder), reason=wrong.strerror or str(wrong),
            ) from None  # fmt: skip


def write_whole(target: Path, content: bytes) -> None:
    """All of it or nothing."""
    descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).chmod(0o644)
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise

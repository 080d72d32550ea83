"""Makes a report's file and enters it in the register; looks a file up in it again."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from dashboards.reports.figures import Figures, past_figures, served_figures
from dashboards.reports.model import Report
from dashboards.reports.register import Entry, Register, write_whole
from dashboards.reports.rows import SpanRows
from dashboards.reports.service_report import service_report, TITLES
from dashboards.reports.sheet import report_pdf
from dashboards.reports.span import Span
from dashboards.reports.workbook import report_workbook
from warehouse.clock import Clock, utc_now
from warehouse.errors import BadInput, HomeError, N_
from warehouse.lake.as_of import AsOf
from warehouse.marts.registry import definitions_sha256
from warehouse.settings import Settings

WRITERS: dict[str, Callable[[Report], bytes]] = {".pdf": report_pdf, ".xlsx": report_workbook}
_MARK = re.compile(rb"patuh:([a-z_]+):([a-z0-9=,@-]+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report: of `agency`, for a month or a year; `as_of` as typed, None for the latest."""

    agency: str
    span: Span
    as_of: str | None = None

    @property
    def kind(self) -> str:
        return TITLES[self.span.grain][0]


@dataclass(frozen=True, slots=True)
class Issued:
    """`differs_from`: a report of the same state that has other bytes, because Patuh itself changed since."""

    entry: Entry
    is_new: bool
    differs_from: Entry | None


def issue(settings: Settings, asked: Asked, target: Path, clock: Clock = utc_now) -> Issued:
    """Make the report, write it to `target`, enter it."""
    if target.suffix not in WRITERS:
        raise BadInput("known_format", N_("The file must end in .pdf or .xlsx."), field="file")
    if not target.parent.is_dir():
        raise BadInput("folder_exists", N_("There is no folder {folder}."), field="file", folder=str(target.parent))
    register = Register(settings)
    content, as_of = made(settings, asked, target.suffix, register)
    earlier = [
        one
        for one in register.like(asked.kind, asked.agency, asked.span.code, as_of.records)
        if _same(one, as_of, target)
    ]
    try:
        write_whole(target, content)
    except OSError as wrong:
        raise HomeError(
            N_("{file} cannot be written: {reason}."), file=str(target), reason=wrong.strerror or str(wrong)
        ) from None
    entry, is_new = register.issue(
        content,
        {
            "issued_at": clock().isoformat(timespec="seconds"),
            "kind": asked.kind,
            "agency": asked.agency,
            "period": asked.span.code,
            "format": target.suffix[1:],
            "as_of": as_of.records,
            "catalogue_sha256": as_of.catalogue or "",
            "definitions_sha256": definitions_sha256(),
            "version": version("patuh"),
        },
    )
    return Issued(entry, is_new, earlier[-1] if is_new and earlier else None)


def _same(entry: Entry, as_of: AsOf, target: Path) -> bool:
    return entry.catalogue_sha256 == as_of.catalogue and entry.format == target.suffix[1:]


def made(settings: Settings, asked: Asked, suffix: str, register: Register) -> tuple[bytes, AsOf]:
    """The bytes of the report, and the state they were made from."""
    if asked.as_of is None:
        with served_figures(settings) as figures:
            return _written(settings, asked, figures, suffix), figures.as_of

    def used_before(state: AsOf) -> str | None:
        known = register.like(asked.kind, asked.agency, asked.span.code, state.records)
        return known[-1].catalogue_sha256 if known else None

    days = (asked.span.before.first, asked.span.first)
    with past_figures(settings, asked.as_of, used_before, agency=asked.agency, days=days) as figures:
        return _written(settings, asked, figures, suffix), figures.as_of


def _written(settings: Settings, asked: Asked, figures: Figures, suffix: str) -> bytes:
    if asked.agency not in figures.catalogue.agencies:
        raise BadInput(
            "known_agency", N_("There is no agency {agency}. There are: {names}."), field="agency", agency=asked.agency,
            names=", ".join(sorted(figures.catalogue.agencies)),
        )  # fmt: skip
    rows = SpanRows(figures.cursor, asked.agency, asked.span)
    report = service_report(rows, figures.catalogue, str(figures.as_of), figures.moment, is_demo=settings.is_demo)
    return WRITERS[suffix](report)


@dataclass(frozen=True, slots=True)
class Checked:
    """`entry`: the report this file is, None when no report with these bytes was issued here. `claims`: what the file says
    of itself. `rebuilt`: whether the records still give the same bytes, None when that was not asked.
    """

    entry: Entry | None
    claims: str | None
    rebuilt: bool | None = None


def check(settings: Settings, file: Path, *, again: bool = False) -> Checked:
    """Whether `file` is a report issued by this home; with `again` whether its records still give it."""
    try:
        content = file.read_bytes()
    except OSError as wrong:
        raise BadInput(
            "file_readable", N_("{file} cannot be read: {reason}."), field="file", file=str(file),
            reason=wrong.strerror or str(wrong),
        ) from None  # fmt: skip
    register = Register(settings)
    entry = register.find(hashlib.sha256(content).hexdigest())
    if entry is None or not again:
        return Checked(entry, _claims(content))
    span = Span.parse(entry.period)
    assert span, entry.period
    asked = Asked(entry.agency, span, f"{entry.as_of}@{entry.catalogue_sha256}")
    remade, _as_of = made(settings, asked, f".{entry.format}", register)
    return Checked(entry, _claims(content), hashlib.sha256(remade).hexdigest() == entry.sha256)


def _claims(content: bytes) -> str | None:
    """The mark that every report carries inside; None when it is no report of ours."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = archive.read("docProps/core.xml")
        except (KeyError, zipfile.BadZipFile):
            return None
    found = _MARK.search(content)
    return found.group(0).decode() if found else None

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
from dashboards.reports.frame import Made
from dashboards.reports.kinds import kind_entered_as, KINDS, report_of, ReportKind
from dashboards.reports.model import Report
from dashboards.reports.register import Entry, Register, write_whole
from dashboards.reports.rows import SpanRows
from dashboards.reports.sheet import report_pdf
from dashboards.reports.span import Span
from dashboards.reports.workbook import report_workbook
from warehouse.clock import Clock, utc_now
from warehouse.errors import BadInput, HomeError, N_
from warehouse.lake.as_of import AsOf
from warehouse.marts.registry import definitions_sha256
from warehouse.settings import Settings

WRITERS: dict[str, Callable[[Report], bytes]] = {".pdf": report_pdf, ".xlsx": report_workbook}
_MARK = re.compile(rb"patuh:([a-z_/]+):([a-z0-9=,@-]+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report: of `agency`, for a month or a year; `as_of` as typed, None for the latest; `subject` where the kind of
    report has several (an SOP, a form).
    """

    agency: str
    span: Span
    as_of: str | None = None
    code: str = "service"
    subject: str = ""

    @property
    def kind(self) -> ReportKind:
        return KINDS[self.code]

    @property
    def entered_as(self) -> tuple[str, str, str, str]:
        """How the register finds it."""
        return self.kind.entered_as(self.span), self.agency, self.span.code, self.subject


@dataclass(frozen=True, slots=True)
class Issued:
    """`differs_from`: a report of the same state that has other bytes, because Patuh itself changed since."""

    entry: Entry
    is_new: bool
    differs_from: Entry | None


def issue(settings: Settings, asked: Asked, target: Path, clock: Clock = utc_now, issued_by: str = "") -> Issued:
    """Make the report, write it to `target`, enter it."""
    if target.suffix not in WRITERS:
        raise BadInput("known_format", N_("The file must end in .pdf or .xlsx."), field="file")
    if not target.parent.is_dir():
        raise BadInput("folder_exists", N_("There is no folder {folder}."), field="file", folder=str(target.parent))
    register = Register(settings)
    content, as_of = made(settings, asked, target.suffix, register)
    try:
        write_whole(target, content)
    except OSError as wrong:
        raise HomeError(
            N_("{file} cannot be written: {reason}."), file=str(target), reason=wrong.strerror or str(wrong)
        ) from None
    return entered(register, asked, target.suffix, content, as_of, clock=clock, issued_by=issued_by)


def issued_from(settings: Settings, figures: Figures, asked: Asked, suffix: str, issued_by: str) -> Issued:
    """Make the report from the figures that a page shows, and enter it; the file is kept in the register alone."""
    content = _written(settings, asked, figures, suffix)
    return entered(Register(settings), asked, suffix, content, figures.as_of, issued_by=issued_by)


def entered(
    register: Register,
    asked: Asked,
    suffix: str,
    content: bytes,
    as_of: AsOf,
    *,
    clock: Clock = utc_now,
    issued_by: str = "",
) -> Issued:
    """Enter a file that was made, and keep it in the register."""
    earlier = [one for one in register.like(*asked.entered_as, as_of.records) if _same(one, as_of, suffix)]
    kind, agency, period, subject = asked.entered_as
    entry, is_new = register.issue(
        content,
        {
            "issued_at": clock().isoformat(timespec="seconds"),
            "kind": kind,
            "agency": agency,
            "period": period,
            "subject": subject,
            "format": suffix[1:],
            "as_of": as_of.records,
            "catalogue_sha256": as_of.catalogue or "",
            "definitions_sha256": definitions_sha256(),
            "version": version("patuh"),
            "issued_by": issued_by,
        },
    )
    return Issued(entry, is_new, earlier[-1] if is_new and earlier else None)


def _same(entry: Entry, as_of: AsOf, suffix: str) -> bool:
    return entry.catalogue_sha256 == as_of.catalogue and entry.format == suffix[1:]


def made(settings: Settings, asked: Asked, suffix: str, register: Register) -> tuple[bytes, AsOf]:
    """The bytes of the report, and the state they were made from."""
    if asked.as_of is None:
        with served_figures(settings) as figures:
            return _written(settings, asked, figures, suffix), figures.as_of

    def used_before(state: AsOf) -> str | None:
        known = register.like(*asked.entered_as, state.records)
        return known[-1].catalogue_sha256 if known else None

    days = (asked.span.before.first, asked.span.first)
    with past_figures(
        settings, asked.as_of, used_before, marts=asked.kind.marts, agency=asked.agency, days=days
    ) as figures:
        return _written(settings, asked, figures, suffix), figures.as_of


def _written(settings: Settings, asked: Asked, figures: Figures, suffix: str) -> bytes:
    return WRITERS[suffix](report_from(figures, asked, is_demo=settings.is_demo))


def report_from(figures: Figures, asked: Asked, *, is_demo: bool) -> Report:
    """What the report says. BadInput when it cannot be made."""
    if asked.agency not in figures.catalogue.agencies:
        raise BadInput(
            "known_agency", N_("There is no agency {agency}. There are: {names}."), field="agency", agency=asked.agency,
            names=", ".join(sorted(figures.catalogue.agencies)),
        )  # fmt: skip
    rows = SpanRows(figures.cursor, asked.agency, asked.span)
    made_from = Made(str(figures.as_of), figures.moment, is_demo)
    return report_of(asked.kind, rows, figures.catalogue, made_from, asked.subject)


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
    return check_content(settings, content, again=again)


def check_content(settings: Settings, content: bytes, *, again: bool = False) -> Checked:
    register = Register(settings)
    entry = register.find(hashlib.sha256(content).hexdigest())
    if entry is None or not again:
        return Checked(entry, _claims(content))
    span = Span.parse(entry.period)
    assert span, entry.period
    asked = Asked(
        entry.agency, span, f"{entry.as_of}@{entry.catalogue_sha256}", kind_entered_as(entry.kind).code, entry.subject
    )
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

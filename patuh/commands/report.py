"""`patuh report …`: reports an agency signs, entered in a register, and looked up in it again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from warehouse.settings import Settings


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Make reports to sign, and check signed ones.")
    group.command("monthly")(monthly)
    group.command("yearly")(yearly)
    for command in (revenue, outreach, sop, visitors, indicators):
        group.command(command.__name__)(command)
    group.command("check")(check)
    group.command("list")(list_)
    app.add_typer(group, name="report")


_File = Annotated[Path, typer.Argument(help="Where to: a .pdf or .xlsx file.")]
_Agency = Annotated[str, typer.Option("--agency", help="Code of the agency, e.g. NTT.")]
_AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="State of the records: TXID or node=TXID,… as a report prints it; else the latest."),
]


def monthly(
    file: _File,
    agency: _Agency,
    month: Annotated[datetime, typer.Option("--month", formats=["%Y-%m"], help="The month, e.g. 2026-10.")],
    as_of: _AsOf = None,
) -> None:
    """Write the monthly report of an agency to FILE and enter it in the register."""
    _issue(file, agency, f"{month:%Y-%m}", as_of)


def yearly(
    file: _File,
    agency: _Agency,
    year: Annotated[datetime, typer.Option("--year", formats=["%Y"], help="The year, e.g. 2026.")],
    as_of: _AsOf = None,
) -> None:
    """Write the yearly report of an agency to FILE and enter it in the register."""
    _issue(file, agency, f"{year:%Y}", as_of)


_Month = Annotated[datetime | None, typer.Option("--month", formats=["%Y-%m"], help="The month, e.g. 2026-10.")]
_Year = Annotated[
    datetime | None, typer.Option("--year", formats=["%Y"], help="Instead of a month: the year, e.g. 2026.")
]


def revenue(file: _File, agency: _Agency, month: _Month = None, year: _Year = None, as_of: _AsOf = None) -> None:
    """Write the treasurer's report on revenue (PAD) to FILE and enter it in the register."""
    _issue(file, agency, _period(month, year), as_of, "revenue")


def outreach(file: _File, agency: _Agency, month: _Month = None, year: _Year = None, as_of: _AsOf = None) -> None:
    """Write the report on outreach and its berita acara to FILE and enter it in the register."""
    _issue(file, agency, _period(month, year), as_of, "outreach")


def sop(
    file: _File,
    agency: _Agency,
    sop: Annotated[str, typer.Option("--sop", help="Code of the SOP, e.g. loan.")],
    month: _Month = None,
    year: _Year = None,
    as_of: _AsOf = None,
) -> None:
    """Write the report on how one SOP was kept to FILE and enter it in the register."""
    _issue(file, agency, _period(month, year), as_of, "sop", sop)


def visitors(
    file: _File,
    agency: _Agency,
    form: Annotated[
        str, typer.Option("--form", help="frekuensi (counts by day and class) or data (row by row).")
    ] = "frekuensi",
    month: _Month = None,
    year: _Year = None,
    as_of: _AsOf = None,
) -> None:
    """Write the report on visitors, in one of INLISLite's two forms, to FILE and enter it in the register."""
    _issue(file, agency, _period(month, year), as_of, "visitors", form)


def indicators(
    file: _File,
    agency: _Agency,
    year: Annotated[datetime, typer.Option("--year", formats=["%Y"], help="The year, e.g. 2026.")],
    as_of: _AsOf = None,
) -> None:
    """Write the national indicators (IKK, IPLM) of a year to FILE and enter it in the register."""
    _issue(file, agency, f"{year:%Y}", as_of, "indicators")


def _period(month: datetime | None, year: datetime | None) -> str:
    """The one that was given."""
    from warehouse.errors import BadInput, N_

    if month is not None and year is None:
        return f"{month:%Y-%m}"
    if year is not None and month is None:
        return f"{year:%Y}"
    raise BadInput("one_period", N_("Give either --month or --year."), field="month")


def _issue(file: Path, agency: str, period: str, as_of: str | None, code: str = "service", subject: str = "") -> None:
    from dashboards.reports.issue import Asked, issue
    from dashboards.reports.span import Span
    from warehouse.i18n import local_datetime, translator
    from warehouse.settings import Settings

    _ = translator("patuh")
    settings = Settings.load()
    span = Span.parse(period)
    assert span, period
    issued = issue(settings, Asked(agency, span, as_of, code, subject), file)
    entry = issued.entry
    known = {"no": str(entry.no), "file": str(file), "state": entry.as_of, "sha256": entry.sha256}
    if issued.is_new:
        typer.echo(_("Report {no} written to {file}. State of the records: {state}. SHA-256: {sha256}", **known))
    else:
        when = local_datetime(datetime.fromisoformat(entry.issued_at), _zone(settings, agency))
        typer.echo(
            _("{file} has the same bytes as report {no}, issued {when}. State of the records: {state}. SHA-256: {sha256}",
              when=when, **known)
        )  # fmt: skip
    if issued.differs_from:
        typer.echo(
            _("It differs from report {no} of the same state, because Patuh changed since: {file} is that one.",
              no=str(issued.differs_from.no), file=f"reports/{issued.differs_from.sha256}.{issued.differs_from.format}"),
            err=True,
        )  # fmt: skip


def check(
    file: Annotated[Path, typer.Argument(help="A report, as it was signed or received.")],
    again: Annotated[bool, typer.Option("--again", help="Also make it again from the records and compare.")] = False,
) -> None:
    """Say whether FILE is a report that was issued here; exit 1 if it is not."""
    from dashboards.reports.issue import check as look_up
    from warehouse.i18n import local_datetime, translator
    from warehouse.settings import Settings

    _ = translator("patuh")
    settings = Settings.load()
    found = look_up(settings, file, again=again)
    entry = found.entry
    if entry is None:
        unknown = _("No report with these bytes was issued here.")
        if found.claims:
            unknown = _("No report with these bytes was issued here; it calls itself {claims}.", claims=found.claims)
        typer.echo(unknown)
        raise typer.Exit(1)
    when = local_datetime(datetime.fromisoformat(entry.issued_at), _zone(settings, entry.agency))
    typer.echo(
        _("This is report {no}: {kind}, {agency}, {period}, issued {when} of the records {state}.",
          no=str(entry.no), kind=entry.kind, agency=entry.agency, period=entry.period, when=when, state=entry.as_of)
    )  # fmt: skip
    if found.rebuilt is True:
        typer.echo(_("The records still give the same bytes."))
    elif found.rebuilt is False:
        typer.echo(_("Made again from the records it has other bytes."))
        raise typer.Exit(1)


def list_() -> None:
    """List the reports that were issued, oldest first."""
    from dashboards.reports.register import Register
    from warehouse.i18n import translator
    from warehouse.settings import Settings

    _ = translator("patuh")
    entries = Register(Settings.load()).entries()
    for entry in entries:
        file = f"{entry.sha256[:12]}.{entry.format}"
        what = f"{entry.kind:<10} {entry.agency:<8} {entry.period}"
        typer.echo(f"{entry.no:>4}  {entry.issued_at[:16]}  {what}  {file:<18}  {entry.as_of}")
    if not entries:
        typer.echo(_("No report has been issued yet."))


def _zone(settings: Settings, agency: str) -> str:
    """The agency's clock; that of the capital when the catalogue knows it no more."""
    from warehouse.catalogue.load import load_catalogue

    found = load_catalogue(settings.catalogue_dir).agencies.get(agency)
    return found.timezone if found else "Asia/Jakarta"

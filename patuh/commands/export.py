"""`patuh export …`: figures and event logs as files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

_DAY = ["%Y-%m-%d"]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Write figures and event logs to files.")
    group.command("mart")(mart)
    group.command("events")(events)
    app.add_typer(group, name="export")


def mart(
    name: Annotated[str, typer.Argument(help="Name of the mart, e.g. rpt_visitors.")],
    file: Annotated[Path, typer.Argument(help="Where to: a .csv, .xlsx or .parquet file.")],
) -> None:
    """Write one mart of the served figures to FILE."""
    from warehouse.i18n import number, translator
    from warehouse.lake.export import export_mart
    from warehouse.settings import Settings

    _ = translator("patuh")
    rows = export_mart(Settings.load(), name, file)
    typer.echo(_("{rows} rows written to {file}.", rows=number(rows), file=str(file)))


def events(
    file: Annotated[Path, typer.Argument(help="Where to: a .xes, .xes.gz or .csv file.")],
    sop: Annotated[str, typer.Option("--sop", help="Code of the SOP, e.g. loan.")],
    first_day: Annotated[datetime, typer.Option("--from", formats=_DAY, help="First local day on which cases opened.")],
    last_day: Annotated[datetime, typer.Option("--to", formats=_DAY, help="Last such day.")],
    agency: Annotated[str | None, typer.Option("--agency", help="Only cases of this agency.")] = None,
    cost_per_minute: Annotated[
        int | None, typer.Option("--cost-per-minute", min=0, help="Rupiah that a lost minute costs.")
    ] = None,
) -> None:
    """Write the event log of one SOP to FILE: XES (IEEE 1849) or CSV, for process-mining tools."""
    from warehouse.eventlog.export import export_events, Wanted
    from warehouse.i18n import number, translator
    from warehouse.settings import Settings

    _ = translator("patuh")
    wanted = Wanted(sop, first_day.date(), last_day.date(), agency)
    written = export_events(Settings.load(), wanted, file, idr_per_minute=cost_per_minute)
    typer.echo(
        _(
            "{cases} cases with {events} events written to {file}.", cases=number(written.cases),
            events=number(written.events), file=str(file),
        )
    )  # fmt: skip

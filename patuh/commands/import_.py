"""`patuh import …`: regions, boundaries, sites and event logs from an agency's own files. Says what is refused, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TYPE_CHECKING

import typer

from warehouse.i18n import translator

if TYPE_CHECKING:
    from warehouse.imports.outcome import Outcome

_ = translator("patuh")

File = Annotated[Path, typer.Argument(help="The file to read.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]
MappingName = Annotated[str | None, typer.Option("--mapping", help="How the columns are called: mappings/NAME.toml.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Take in what an agency brings along.")
    group.command("regions")(regions)
    group.command("boundaries")(boundaries)
    group.command("sites")(sites)
    group.command("events")(events)
    app.add_typer(group, name="import")


def regions(file: File, dry_run: DryRun = False, mapping: MappingName = None) -> None:
    """Kabupaten, kota and kecamatan with their codes, people and a point inside (CSV, XLSX)."""
    from warehouse.imports.regions import import_regions
    from warehouse.settings import Settings

    _tell(file, import_regions(Settings.load(), file, mapping=mapping, dry_run=dry_run), dry_run)


def boundaries(file: File, dry_run: DryRun = False) -> None:
    """Outlines of regions for the map (GeoJSON)."""
    from warehouse.imports.boundaries import import_boundaries
    from warehouse.settings import Settings

    _tell(file, import_boundaries(Settings.load(), file, dry_run=dry_run), dry_run)


def sites(file: File, dry_run: DryRun = False, mapping: MappingName = None) -> None:
    """Places that the outreach services serve, or may serve one day (CSV, XLSX)."""
    from warehouse.imports.reach import sites_into_home
    from warehouse.imports.sites import rows_of
    from warehouse.settings import Settings

    settings = Settings.load()
    _tell(file, sites_into_home(settings, rows_of(settings, file, mapping), dry_run=dry_run), dry_run)


def events(
    file: Annotated[Path, typer.Argument(help="The event log: CSV, also gzipped, or XES.")],
    sop: Annotated[Path, typer.Option("--sop", help="The SOP it is measured against (YAML).")],
    agency: Annotated[str | None, typer.Option("--agency", help="Whose clock and calendar hold.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the figures to this .csv file.")] = None,
    dry_run: DryRun = False,
    mapping: MappingName = None,
) -> None:
    """Measure an event log of any agency against a SOP. Nothing of it is kept in the home."""
    import tempfile

    from patuh.measured_log import tell_measured
    from warehouse.catalogue.load import load_catalogue
    from warehouse.clock import utc_now
    from warehouse.eventlog.measure import measured_log
    from warehouse.eventlog.process import read_process
    from warehouse.eventlog.read_csv import open_log
    from warehouse.eventlog.results import refused_rows, write_results
    from warehouse.settings import Settings

    settings = Settings.load()
    process = read_process(sop, load_catalogue(settings.catalogue_dir), agency)
    with tempfile.TemporaryDirectory(prefix="patuh-log-") as folder:
        log = open_log(settings, file, mapping, Path(folder))
        with measured_log(settings, log, process, Path(folder), utc_now()) as measured:
            for line in tell_measured(measured):
                typer.echo(line)
            if out is not None and not dry_run:
                steps, cases = write_results(measured, out)
                typer.echo(_("Figures are in {steps}, cases in {cases}.", steps=str(steps), cases=str(cases)))
            refused = refused_rows(measured)
    _tell_refused(file, refused)


def _tell(file: Path, outcome: Outcome, dry_run: bool) -> None:
    """Counts, the first reasons, and where the refused rows lie."""
    from warehouse.i18n import number

    if dry_run:
        typer.echo(_("Dry run: nothing was changed."))
    typer.echo(
        _(
            "{new} new, {updated} updated, {unchanged} unchanged, {refused} refused", new=number(outcome.new),
            updated=number(outcome.updated), unchanged=number(outcome.unchanged), refused=number(len(outcome.refused)),
        )
    )  # fmt: skip
    _tell_refused(file, outcome)


def _tell_refused(file: Path, outcome: Outcome) -> None:
    """Exit 1 when any row was refused."""
    from warehouse.imports.outcome import write_refused

    for one in outcome.refused[:10]:
        typer.echo(_("line {line}, {column}: {reason}", line=one.line, column=one.column, reason=one.reason), err=True)
    kept = write_refused(file, outcome)
    if kept:
        typer.echo(
            _("The refused rows are in {file}: correct them there and import that file.", file=str(kept)), err=True
        )
        raise typer.Exit(1)

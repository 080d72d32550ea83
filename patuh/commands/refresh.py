"""`patuh refresh`: from the desk's newest records to the figures the dashboards show."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(refresh)


def refresh(
    full: Annotated[bool, typer.Option("--full", help="Rebuild every figure from the raw tables.")] = False,
    record: Annotated[bool, typer.Option("--record", help="Keep the run in Dagster's history.")] = False,
) -> None:
    """Publish, take in new batches, build and check the figures they change, swap serving.duckdb."""
    import os
    import time

    from patuh.processes import dagster_home
    from patuh.processes.environment import TELEMETRY_OFF
    from warehouse.i18n import number, translator
    from warehouse.operations.remote import publish_now
    from warehouse.settings import Settings

    _ = translator("patuh")
    os.environ.update(TELEMETRY_OFF)
    settings = Settings.load()
    settings.make_home()
    begun = time.perf_counter()
    published = publish_now(settings)
    if published is not None:
        typer.echo(_("Published up to transaction {txid}.", txid=published))
    loading = time.perf_counter()
    from pipelines.run import run_refresh

    loaded_s = time.perf_counter() - loading
    report = run_refresh(settings, full=full, history=dagster_home.prepare(settings).parent if record else None)
    typer.echo(
        _("Dagster and Great Expectations started in {seconds} s.", seconds=number(loaded_s + report.started_s, 1))
    )
    for step in report.steps:
        rows = "" if step.rows is None else number(step.rows)
        typer.echo(f"  {step.step:<26} {rows:>10}  {number(step.seconds, 2):>7} s")
    for finding in (*report.quarantined, *report.findings):
        typer.echo(f"  ! {finding}")
    if report.quarantined:
        typer.echo(
            _(
                "These batches wait in quarantine with all that their nodes sent later; every refresh looks at them again."
                " Put the files in {landing} right, carry the batch again, or take its folder away, restart its desk and"
                " refresh: the records publish it anew.",
                landing=settings.landing,
            )
        )
    seconds = number(time.perf_counter() - begun, 1)
    if report.swapped:
        typer.echo(_("The figures are up to date ({seconds} s).", seconds=seconds))
    else:
        typer.echo(_("Nothing new; the figures stay as they are ({seconds} s).", seconds=seconds))

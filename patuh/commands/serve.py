"""`patuh serve`: start one of the three processes, or all of them together as the Procfile says."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Process(StrEnum):
    operations = "operations"
    dashboards = "dashboards"
    dagster = "dagster"


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    process: Annotated[Process | None, typer.Argument(help="Only this one; all three when left out.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty home with simulated operations first.")] = False,
) -> None:
    """Start the operations app, the dashboards and Dagster; Ctrl-C stops them."""
    from warehouse.settings import Settings

    settings = Settings.load()
    if process is None:
        from patuh.processes import together

        code = together.serve_all(settings, typer.echo, demo=demo)
    elif process is Process.dagster:
        from patuh.processes import dagster

        code = dagster.serve(settings)
    else:
        from patuh.processes import apps

        code = apps.serve(settings, process.value)
    raise typer.Exit(code)

"""`patuh export …`: figures as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Write figures to files.")
    group.command("mart")(mart)
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

"""`patuh verify`: proof that nothing was changed, removed or doubled; names the first place that differs."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import typer

from warehouse.errors import HomeError
from warehouse.i18n import N_, translator

_ = translator("patuh")


def register(app: typer.Typer) -> None:
    app.command()(verify)


def verify() -> None:
    """Check the journal's chain, the facts, the state rebuilt from them, receipt numbers and landing checksums."""
    import duckdb

    from warehouse.operations.lock import owner
    from warehouse.operations.verify import verify as run_checks
    from warehouse.settings import Settings

    settings = Settings.load()
    if not settings.operations_db.exists():
        raise HomeError(N_("There is no operations database in {home}."), home=str(settings.home))
    words = {
        "journal": _("transactions"),
        "state": _("state tables"),
        "receipts": _("receipts"),
        "landing": _("batches"),
    }
    with tempfile.TemporaryDirectory(prefix="patuh-verify-") as folder:
        # A running app owns the file: a copy of the file and its log is what a crash would leave, and opens the same way.
        file = _copy(settings.operations_db, Path(folder)) if owner(settings) else settings.operations_db
        connection = duckdb.connect(str(file))
        try:
            connection.execute("SET TimeZone = 'UTC'")
            for finding in run_checks(connection, settings.landing):
                typer.echo(f"{finding.check}: {finding.count} {words[finding.check]}")
        finally:
            connection.close()
    typer.echo(_("All records are whole."))


def _copy(database: Path, folder: Path) -> Path:
    for source in (database, database.with_name(database.name + ".wal")):
        if source.exists():
            shutil.copy2(source, folder / source.name)
    return folder / database.name

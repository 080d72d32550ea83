"""`patuh verify`: proof that nothing was changed, removed or doubled; names the first place that differs."""

from __future__ import annotations

import typer

from warehouse.i18n import translator

_ = translator("patuh")


def register(app: typer.Typer) -> None:
    app.command()(verify)


def verify() -> None:
    """Check the journal's chain, the facts, the state rebuilt from them, receipt numbers and landing checksums."""
    from warehouse.operations.remote import verify_home
    from warehouse.settings import Settings

    words = {"journal": _("transactions"), "state": _("state tables"), "receipts": _("receipts"), "landing": _("batches")}
    for finding in verify_home(Settings.load()):
        typer.echo(f"{finding.check}: {finding.count} {words[finding.check]}")
    typer.echo(_("All records are whole."))

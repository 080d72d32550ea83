"""`patuh alerts`: what stands, and whether a role can be reached."""

from __future__ import annotations

from typing import Annotated, TYPE_CHECKING

import typer

from warehouse.i18n import translator

if TYPE_CHECKING:
    from warehouse.settings import Settings

_ = translator("patuh")


def register(app: typer.Typer) -> None:
    app.command()(alerts)


def alerts(
    try_role: Annotated[str, typer.Option("--try", help="Send a message of trial to this role.")] = "",
    agency: Annotated[str, typer.Option("--agency", help="The role in this agency.")] = "",
) -> None:
    """List the alerts that stand; with --try, send a message of trial to a role and exit 1 if a channel refuses it."""
    from warehouse.settings import Settings

    settings = Settings.load()
    if try_role:
        _try(settings, try_role, agency or None)
    else:
        _list(settings, agency or None)


def _list(settings: Settings, agency: str | None) -> None:
    from warehouse.i18n import number
    from warehouse.lake.serving import open_serving

    with open_serving(settings).reading() as cursor:
        rows = cursor.execute(
            "SELECT severity, first_seen_at, role, sent_at IS NOT NULL, subject FROM rpt_alerts"
            " WHERE resolved_at IS NULL AND ($1 IS NULL OR agency IS NULL OR agency = $1)"
            " ORDER BY severity, first_seen_at, alert_id",
            [agency],
        ).fetchall()
    for severity, first_seen_at, role, is_sent, subject in rows:
        mark = "✗" if severity == "critical" else "!"
        told = "" if is_sent else "  " + _("(told nobody yet)")
        typer.echo(f"{mark} {first_seen_at:%Y-%m-%d}  {role:<24} {subject}{told}")
    typer.echo(_("{count} alerts stand.", count=number(len(rows))))


def _try(settings: Settings, role: str, agency: str | None) -> None:
    from pipelines.alerts.channels import send
    from warehouse.alerts.message import Text
    from warehouse.errors import HomeError
    from warehouse.i18n import N_

    channels = settings.alerts.channels_of(role, agency)
    if not channels:
        raise HomeError(N_("No channel is set for {role}: see [alerts.channels] in config.toml."), role=role)
    text = Text(_("Patuh: a message of trial"), _("If you read this, alerts for {role} arrive here.", role=role) + "\n")
    refused = 0
    for channel in channels:
        answer = send(channel, text, critical=False)
        refused += not answer.accepted
        typer.echo(f"{'✓' if answer.accepted else '✗'} {channel.name}  {answer.reason}".rstrip())
    raise typer.Exit(1 if refused else 0)

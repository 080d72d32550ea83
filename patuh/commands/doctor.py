"""`patuh doctor`: the settings in force, and what is wrong with this machine, these records, these figures."""

from __future__ import annotations

import json
from typing import Annotated, TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from patuh.doctor.finding import Finding
    from warehouse.settings import Settings

MARKS = {"ok": "✓", "note": "·", "wrong": "✗"}


def register(app: typer.Typer) -> None:
    app.command()(doctor)


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Show settings and health: versions, catalogue, locks, disk, figures, nodes, checks, alerts; exit 1 when wrong."""
    from patuh.doctor import alerts, catalogue, figures, machine, records, warehouse
    from warehouse.clock import utc_now
    from warehouse.settings import Settings

    settings, now = Settings.load(), utc_now()
    findings = machine.versions() + machine.home(settings)
    if settings.home.is_dir():
        findings += catalogue.look(settings)
        found = records.look(settings)
        findings += machine.disk(settings) + machine.clock(now, found.newest_record_at)
        findings += found.findings + figures.look(settings, now) + warehouse.look(settings, now)
    findings += alerts.look(settings)
    _print_json(settings, findings) if as_json else _print(settings, findings)
    raise typer.Exit(1 if any(finding.state == "wrong" for finding in findings) else 0)


def _print(settings: Settings, findings: list[Finding]) -> None:
    for name, value in settings.model_dump(mode="json").items():
        origin = "" if name in settings.model_fields_set else "  (default)"
        typer.echo(f"  PATUH_{name.upper():<20} {value}{origin}")
    typer.echo()
    for finding in findings:
        typer.echo(f"{MARKS[finding.state]} {finding.topic:<12} {finding.sentence}")


def _print_json(settings: Settings, findings: list[Finding]) -> None:
    answer = {
        "settings": settings.model_dump(mode="json"),
        "findings": [{"topic": one.topic, "state": one.state, "sentence": one.sentence} for one in findings],
        "ok": all(finding.state != "wrong" for finding in findings),
    }
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))

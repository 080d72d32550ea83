"""`patuh check`: every expectation on the present data."""

from __future__ import annotations

from typing import Annotated, Any

import typer


def register(app: typer.Typer) -> None:
    app.command()(check)


def check(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Hold raw tables and marts against all expectations; exit 1 when a critical one fails."""
    import json

    from pipelines.checks import check_everything
    from warehouse.errors import HomeError
    from warehouse.i18n import N_, number, sentence, translator
    from warehouse.identity.roles import ROLES
    from warehouse.lake.attach import open_warehouse
    from warehouse.settings import Settings

    _ = translator("patuh")
    settings = Settings.load()
    if not settings.warehouse_db.exists():
        raise HomeError(N_("There are no figures yet. Run `patuh refresh` first."))
    with open_warehouse(settings) as connection:
        verdicts = check_everything(connection, settings)
    passed = all(verdict.passed for verdict in verdicts)
    if as_json:
        answer: dict[str, Any] = {
            "passed": passed,
            "tables": [
                {
                    "table": verdict.table, "rows_checked": verdict.rows_checked, "passed": verdict.passed,
                    "expectations": verdict.expectations,
                    "findings": [
                        {
                            "expectation": finding.expectation.name, "severity": finding.expectation.severity,
                            "sentence": finding.expectation.sentence, "violations": finding.violations,
                            "owner_role": finding.expectation.owner, "advice": finding.expectation.what_to_do,
                            "agencies": [
                                {"agency": agency, "violations": count}
                                for agency, count in sorted(verdict.standing[finding.expectation.name].items(), key=str)
                            ],
                        }
                        for finding in verdict.findings
                    ],
                }
                for verdict in verdicts
            ],
        }  # fmt: skip
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        for verdict in verdicts:
            mark = "✗" if not verdict.passed else "!" if verdict.findings else "✓"
            typer.echo(f"{mark} {verdict.table:<32} {number(verdict.rows_checked):>12}  {verdict.expectations:>3}")
            for finding in verdict.findings:
                typer.echo(f"    {finding.expectation.sentence}: {number(finding.violations)}")
                typer.echo(f"      {sentence(ROLES[finding.expectation.owner])}: {finding.expectation.what_to_do}")
        typer.echo(_("All critical expectations hold.") if passed else _("A critical expectation does not hold."))
    raise typer.Exit(0 if passed else 1)

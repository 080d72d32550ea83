"""`patuh demo`: fill an empty home with simulated operations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from warehouse.i18n import translator

_ = translator("patuh")


def register(app: typer.Typer) -> None:
    app.command()(demo)


def demo(
    days: Annotated[int, typer.Option(min=1, max=730, help="How many days to simulate.")] = 90,
    visits: Annotated[int, typer.Option(min=1, max=1000, help="Visits per open day and agency, on average.")] = 50,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same data.")] = 7,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day; yesterday if left out.")
    ] = None,
) -> None:
    """Fill an empty home with simulated operations of both agencies, marked as demo data."""
    from patuh.demo.marker import refuse_used_home
    from patuh.demo.run import fill, Plan, yesterday
    from warehouse.clock import utc_now
    from warehouse.settings import Settings

    settings = Settings.load()
    refuse_used_home(settings)
    latest = yesterday(utc_now)
    last_day = until.date() if until else latest
    if last_day > latest:
        sentence = _("The last day can be {day} at the latest.", day=latest.isoformat())
        raise typer.BadParameter(sentence, param_hint="--until")
    with typer.progressbar(length=1000, label=_("Simulating {days} days", days=days)) as bar:
        tally = fill(
            settings,
            Plan(days, visits, seed, last_day),
            utc_now,
            lambda share: bar.update(round(share * 1000) - bar.pos),
        )
    typer.echo(
        _("{count} transactions of invented people and books are in {home}.", count=tally.total, home=settings.home)
    )
    for rule, count in sorted(tally.refused.items()):
        typer.echo(_("Refused as the rules ask: {rule} ({count})", rule=rule, count=count))

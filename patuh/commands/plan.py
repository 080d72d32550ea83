"""`patuh plan`: where outreach goes next month, beside what planners do without it; and team orienteering files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from warehouse.planning.model import Plan

_MONTH = ["%Y-%m"]


def register(app: typer.Typer) -> None:
    app.command()(plan)


def plan(
    file: Annotated[Path | None, typer.Argument(help="Where to: a .csv or .json file.")] = None,
    agency: Annotated[str | None, typer.Option("--agency", help="Code of the agency, e.g. NTT.")] = None,
    month: Annotated[
        datetime | None, typer.Option("--month", formats=_MONTH, help="The month that is planned.")
    ] = None,
    service: Annotated[str, typer.Option("--service", help="Code of the outreach service.")] = "anter_koper",
    vehicles: Annotated[
        int | None, typer.Option("--vehicles", min=1, max=20, help="Vehicles with a crew; without it those in service.")
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", min=1, help="Days each is out; without it as the planning terms say.")
    ] = None,
    must: Annotated[list[str] | None, typer.Option("--must", help="A site that is visited in any case.")] = None,
    must_not: Annotated[list[str] | None, typer.Option("--must-not", help="A site that is not visited.")] = None,
    travel_times: Annotated[
        Path | None,
        typer.Option("--travel-times", help="CSV of measured minutes: from,to,minutes (site names, or office)."),
    ] = None,
    seconds: Annotated[float, typer.Option("--seconds", min=1, help="How long it may search.")] = 17.0,
    instance: Annotated[
        Path | None,
        typer.Option("--instance", help="Solve a team orienteering file (n, m, tmax, then x y score) instead."),
    ] = None,
) -> None:
    """Choose the sites, days and routes of a month that reach most, and say why."""
    from warehouse.errors import BadInput
    from warehouse.i18n import N_

    if instance:
        _solve_instance(instance, seconds)
        return
    if not (agency and month and file) or file.suffix not in (".csv", ".json"):
        raise BadInput(
            "plan_is_named",
            N_("Name the plan: --agency, --month and a .csv or .json file; or --instance FILE."),
            field="file",
        )
    made = _month_plan(agency, month, service, vehicles, days, must or [], must_not or [], travel_times, seconds)
    _write(made, file)
    _say(made, file)


def _solve_instance(path: Path, seconds: float) -> None:
    from warehouse.errors import BadInput
    from warehouse.i18n import N_, number, translator
    from warehouse.planning.team_orienteering import read_instance, solve_instance

    _ = translator("patuh")
    if not path.is_file():
        raise BadInput("instance_is_readable", N_("There is no file {file}."), field="instance", file=str(path))
    found = solve_instance(read_instance(path), seconds=seconds)
    for route in found.routes:
        typer.echo(" ".join(str(stop + 1) for stop in route.stops))
    typer.echo(_("score {score}, at most {bound} is possible", score=number(found.score), bound=number(found.bound)))


def _month_plan(
    agency: str, month: datetime, service: str, vehicles: int | None, days: int | None, must: list[str], must_not: list[str],
    travel_times: Path | None, seconds: float,
) -> Plan:  # fmt: skip
    from patuh.plan_month import known, measured_ways
    from warehouse.catalogue.load import load_catalogue
    from warehouse.catalogue.read_planning import planning_terms
    from warehouse.errors import BadInput, HomeError
    from warehouse.i18n import N_
    from warehouse.lake.plan_inputs import month_of, Wish
    from warehouse.lake.plan_sites import candidates
    from warehouse.lake.serving import NotServed, open_serving
    from warehouse.planning import month as planning
    from warehouse.rules.outreach import OFFICERS
    from warehouse.settings import Settings

    settings = Settings.load()
    catalogue = load_catalogue(settings.catalogue_dir)
    terms = planning_terms(agency, settings.catalogue_dir)
    if agency not in catalogue.agencies or terms is None:
        raise BadInput(
            "agency_is_known",
            N_("There is no agency {code} with planning terms in the catalogue."),
            field="agency",
            code=agency,
        )
    if service not in OFFICERS:
        raise BadInput(
            "service_is_known", N_("There is no outreach service {code}. There are: {names}."), field="service",
            code=service, names=", ".join(OFFICERS),
        )  # fmt: skip
    first = month.date().replace(day=1)
    try:
        with open_serving(settings).reading() as cursor:
            sites = candidates(cursor, agency, service, first)
            wish = Wish(
                agency, service, first, vehicles, days, tuple(known(sites, must)), tuple(known(sites, must_not))
            )  # fmt: skip
            ways = measured_ways(sites, travel_times) if travel_times else None
            found = month_of(cursor, catalogue, terms, wish, ways)
    except NotServed:
        raise HomeError(N_("There are no figures yet. Run `patuh refresh` first.")) from None
    return planning.plan(found, seconds=seconds)


def _write(made: Plan, file: Path) -> None:
    from patuh.plan_month import as_json
    from warehouse.planning.listing import as_csv
    from warehouse.whole_file import whole_text

    with whole_text(file) as stream:
        stream.write(as_csv(made) if file.suffix == ".csv" else as_json(made))


def _say(made: Plan, file: Path) -> None:
    from warehouse.i18n import number, percent, translator

    _ = translator("patuh")
    share = percent(made.reached / made.whole, 1) if made.whole else "–"
    typer.echo(_("{stops} visits reach {share} of the need.", stops=number(len(made.stops)), share=share))
    if made.is_optimal:
        typer.echo(_("No plan reaches more."))
    else:
        typer.echo(
            _("No plan can reach more than {gap} above it.", gap=percent(made.bound / max(1, made.reached) - 1, 1))
        )
    rival = percent(made.rival / made.whole, 1) if made.whole else "–"
    typer.echo(_("Longest unserved first would reach {share}.", share=rival))
    for more, reached in made.curve[1:]:
        typer.echo(_("{count} more visits: {share}", count=number(more), share=percent(reached, 1)))
    typer.echo(_("Written to {file}.", file=str(file)))

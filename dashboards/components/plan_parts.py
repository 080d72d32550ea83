"""The parts of the page on next locations that show one plan: cards, side by side, map, curve, the list with reasons."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboards.components.cards import Card, cards
from dashboards.components.charts import calm, chart, heading
from dashboards.components.said import Column
from dashboards.components.tables import behind, table
from dashboards.figures.plan_curve import plan_curve
from dashboards.figures.plan_map import outside, plan_map
from dashboards.geography import Point
from dashboards.plan_stories import curve_said
from dashboards.readings import plan as readings
from dashboards.readings.headline import Figure
from dashboards.readings.plan import Sums
from dashboards.readings.regions import provinces, REGENCY, regions
from dashboards.readings.sites import sites
from dashboards.view import View
from dashboards.wording import share
from warehouse.catalogue.read_planning import PlanningTerms
from warehouse.i18n import number, translator
from warehouse.planning.model import Plan

_ = translator("dashboards")

MAP_PX = 560


def plan_cards(plan: Plan, ours: Sums, theirs: Sums) -> None:
    def figure(value: float | None, before: float | None = None) -> Figure:
        return Figure("plan", value, before, None, None, [])

    cards(
        (
            Card(figure(ours.share_of(plan.whole)), _("Need reached"),
                 _("Need points of the sites chosen ÷ those of all candidates."),
                 _("{part} of {whole} points", part=number(plan.reached), whole=number(plan.whole)),
                 said=partial(share, decimals=1), instead=_("at most {share} possible", share=share(
                     plan.bound / plan.whole if plan.whole else None, 1))),
            Card(figure(ours.visits), _("Visits"), _("Sites on the plan; each at most once a month."),
                 _("of {count} candidates", count=number(len(plan.stops) + len(plan.left_out))),
                 instead=_("longest unserved first: {value}", value=number(theirs.visits))),
            Card(figure(ours.people), _("People at these sites"), _("People that the chosen sites serve."),
                 _("as registered at each site"), instead=_("longest unserved first: {value}", value=number(theirs.people))),
            Card(figure(ours.days), _("Days on the road"), _("Days of a vehicle with at least one visit."),
                 _("{visits} visits a day", visits=number(ours.visits / ours.days, 1) if ours.days else "–"),
                 instead=_("longest unserved first: {value}", value=number(theirs.days))),
            Card(figure(float(ours.way_min)), _("Time on the way"),
                 _("Driving and crossings of all days, without the visits."),
                 _("by the roads of the planning terms"), said=hours,
                 instead=_("longest unserved first: {value}", value=hours(theirs.way_min))),
        )
    )  # fmt: skip


def hours(minutes: float) -> str:
    """Of a month: in hours, never in days."""
    return _("{hours} hours", hours=number(minutes / 60, 1))


def map_panel(view: View, agency: str, terms: PlanningTerms, plan: Plan, listed: pd.DataFrame) -> None:
    with st.container(border=True):
        office = (terms.office.longitude, terms.office.latitude)
        beyond = outside(listed, office)
        heading(
            _("The plan on the map"),
            _("A filled mark is a visit, with its day of the month; rings wait. The ways are drawn straight.")
            + (" " + _("{count} candidates lie beyond the map.", count=number(beyond)) if beyond else ""),
        )
        known = regions(view.reader, view.selection, view.settings, sites(view.reader, view.selection))
        province = provinces(view.places, [agency]).get(agency, "")
        around: dict[str, tuple[str, Point]] = {
            code: (known.name(code), known.points[code])
            for code in sorted(known.of_level(REGENCY, province))
            if code in known.points
        }
        chart(
            plan_map, listed, plan.outings, office, known.shapes_of(REGENCY, province), around, MAP_PX,
            key="plan-map", alt=_("Candidates and routes on a map; the timetable and the list say the same"),
        )  # fmt: skip


def sides_panel(plan: Plan, ours: Sums, theirs: Sums) -> None:
    """This plan beside what planners do without it."""
    with st.container(border=True):
        heading(
            _("Beside the longest unserved first"),
            _("The same vehicles, days and locks; the longest waiting first, each on the first day where it fits."),
        )
        rows = pd.DataFrame(
            [
                {"plan": name, "share": one.share_of(plan.whole), "points": one.points, "visits": one.visits,
                 "people": one.people, "days": one.days, "way": hours(one.way_min)}
                for name, one in ((_("This plan"), ours), (_("Longest unserved first"), theirs))
            ]
        )  # fmt: skip
        table(rows, _sides(), key="plan-sides", file="rencana-perbandingan")
        chosen = {stop.site.name for stop in plan.stops}
        rival = {stop.site.name for one in plan.rival_outings for stop in one.stops}
        only_here, only_there = sorted(chosen - rival), sorted(rival - chosen)
        if only_here or only_there:
            nothing = _("none")
            st.caption(_("Only in this plan: {names}.", names="; ".join(only_here) or nothing))
            st.caption(_("Only in the other: {names}.", names="; ".join(only_there) or nothing))


def _sides() -> list[Column]:
    return [
        Column("plan", _("Plan"), width="medium"),
        Column("share", _("Need reached"), "share"),
        Column("visits", _("Visits"), "count"),
        Column("people", _("People"), "count"),
        Column("days", _("Days on the road"), "count"),
        Column("way", _("Time on the way")),
        Column("points", _("Need points"), "count"),
    ]


def curve_panel(plan: Plan) -> None:
    with st.container(border=True):
        heading(_("What more visits would bring"), curve_said(plan))
        rows = readings.curve(plan)
        if len(rows) < 2:
            calm(_("There is no further site within reach of a day."))
            return
        chart(
            plan_curve, rows, len(plan.stops), key="plan-curve", alt=_("Share of the need that more visits would reach")
        )
        behind(
            _("The figures behind it"), rows,
            [Column("more", _("More visits"), "count"), Column("share", _("Need reached"), "share")],
            key="plan-curve-table", file="rencana-kurva",
        )  # fmt: skip


def reasons_panel(listed: pd.DataFrame) -> None:
    """Why this one, why not that one."""
    with st.container(border=True):
        heading(
            _("Why these, why not those"),
            _("Need = people × months waiting × use × fairness between regencies × owed papers × request by letter."),
        )
        waiting, chosen = listed[~listed["chosen"].astype(bool)], listed[listed["chosen"].astype(bool)]
        tabs = st.tabs([
            _("Not this month ({count})", count=number(len(waiting))), _("On the plan ({count})", count=number(len(chosen)))
        ])  # fmt: skip
        for tab, rows, key in zip(tabs, (waiting, chosen), ("waiting", "chosen"), strict=True):
            with tab:
                if rows.empty:
                    calm(_("None."))
                    continue
                table(rows, _reasons(), key=f"plan-{key}", file=f"rencana-{key}")


def _reasons() -> list[Column]:
    return [
        Column("site", _("Site"), width="medium"),
        Column("reason", _("Why"), width="large"),
        Column("score", _("Need points"), "count"),
        Column("people", _("People"), "count"),
        Column("days_since_served", _("Days since last visit"), "count"),
        Column("is_requested", _("Asked by letter"), "yes"),
        Column("papers_missing", _("Papers owed"), "count", only_if_any=True),
    ]

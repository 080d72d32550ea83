"""Where outreach goes next month: the plan on map and clock, why, what if; for the planner to send to the schedule."""

from __future__ import annotations

import streamlit as st

from dashboards import runtime
from dashboards.components import page_state, plan_papers, plan_parts, plan_waiting, plan_what_if, plan_wish
from dashboards.components.charts import calm
from dashboards.components.page_head import story
from dashboards.components.plan_sending import sending_panel
from dashboards.components.plan_timetable import timetable_panel
from dashboards.plan_stories import plan_story
from dashboards.readings import plan as readings
from dashboards.readings.sites import MART
from dashboards.view import View
from warehouse.catalogue.load import load_catalogue
from warehouse.catalogue.read_planning import planning_terms
from warehouse.errors import CatalogueError
from warehouse.i18n import translator
from warehouse.lake.plan_inputs import month_of, Wish
from warehouse.lake.plan_sites import candidates, fleet_of, registered_vehicles
from warehouse.planning.apart import PlanFailed

_ = translator("dashboards")


def show(view: View) -> None:
    if not view.reader.has(MART):
        page_state.nothing_prepared()
        return
    settings = runtime.settings()
    services = plan_wish.plannable(view)
    if not services:
        calm(_("No agency of this selection has sites of ANTER KOPER, MPK or LTPS."))
        return
    plan_wish.dress()
    cursor = view.reader.cursor
    with st.container(key="plan-wish", horizontal=True, vertical_alignment="bottom", gap="small"):
        agency, service, first = plan_wish.pick_service(view, services)
        try:
            terms = planning_terms(agency, settings.catalogue_dir)
        except CatalogueError:
            calm(_("The planning terms of this agency cannot be read. `patuh doctor` names file and line."))
            return
        if terms is None:
            calm(_("The catalogue has no planning terms of this agency (roads, office, days)."))
            return
        wish = Wish(agency, service, first, not_before=view.today[agency])
        wish = plan_wish.pick_means(wish, terms, len(fleet_of(cursor, agency, service)))
    plan_what_if.adopt()
    wish = plan_wish.pick_locks(wish, candidates(cursor, agency, service, first, asked_only=wish.asked_only))
    catalogue = load_catalogue(settings.catalogue_dir)
    month = month_of(cursor, catalogue, terms, wish)
    asked = readings.ask(month)
    try:
        plan = readings.plan_of(month, asked)
    except PlanFailed:
        plan_waiting.failed()
        return
    if plan is None:
        plan_waiting.searching(asked)
        return
    ours, theirs = readings.sums(plan.outings), readings.sums(plan.rival_outings)
    listed = readings.listed(plan)
    story(plan_story(plan, month, first, ours, theirs))
    plan_parts.plan_cards(plan, ours, theirs)
    left, right = st.columns([0.58, 0.42], gap="medium")
    with left:
        plan_parts.map_panel(view, agency, terms, plan, listed)
    with right:
        plan_parts.sides_panel(plan, ours, theirs)
        plan_parts.curve_panel(plan)
    timetable_panel(plan, month.day)
    plan_parts.reasons_panel(listed)
    plan_what_if.what_if_panel(plan, ours, month, wish, lambda other: month_of(cursor, catalogue, terms, other))
    plan_papers.papers_panel(view, catalogue.agency(agency), terms, wish, month, plan, asked.future.result())
    known = registered_vehicles(cursor, agency)
    sending_panel(view, wish, plan, all(one.vehicle_no in known for one in plan.outings))

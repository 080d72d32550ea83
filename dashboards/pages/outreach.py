"""Outreach: trips planned and done, sites and people reached, copies at sites, and where nobody went for long."""

from __future__ import annotations

from dashboards.components import coverage_parts, outreach_parts, page_state
from dashboards.components.page_head import story
from dashboards.readings import outreach, sites
from dashboards.readings.regions import regions
from dashboards.road_stories import outreach_story
from dashboards.view import View


def show(view: View) -> None:
    if not (view.reader.has(outreach.MART) and view.reader.has(sites.MART)):
        page_state.nothing_prepared()
        return
    figures = outreach.outreach(view.reader, view.selection)
    if figures.is_empty:
        page_state.empty_period()
        return
    services = outreach.by_service(view.reader, view.selection)
    every_site = sites.sites(view.reader, view.selection)
    known = regions(view.reader, view.selection, view.settings, every_site)
    districts = coverage_parts.districts_reached(view, known)
    story(outreach_story(figures, districts, every_site, view.selection))
    outreach_parts.outreach_cards(figures, districts, view)
    outreach_parts.services_panel(services, figures, view)
    service = outreach_parts.pick_service(services)
    coverage_parts.coverage_panel(view, known, service, figures.span)
    outreach_parts.course_panel(view, service)
    outreach_parts.sites_panel(sites.sites(view.reader, view.selection, service), known)

"""The script of the dashboards: who looks, what was picked, which page. Nothing is read before somebody is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from dashboards import access, downloads, identity, runtime
from dashboards.components import page_head, page_state
from dashboards.filters import address
from dashboards.filters.bar import filter_bar
from dashboards.filters.selection import allowed_agencies
from dashboards.pages import (
    alerts,
    circulation,
    compliance,
    data_quality,
    documents,
    method,
    outreach,
    overview,
    planner,
    process,
    reports,
    revenue,
    satisfaction,
    visitors,
)
from dashboards.readings.compliance import steps_of_sops
from dashboards.readings.memory import memory_of
from dashboards.readings.reader import Reader
from dashboards.view import Freshness, freshness, View
from warehouse.clock import local_day, utc_now
from warehouse.errors import NotAllowed
from warehouse.i18n import translator
from warehouse.identity.sessions import Session
from warehouse.lake.serving import NotServed
from warehouse.logs import logger

_ = translator("dashboards")
PACKAGE = Path(__file__).resolve().parents[1]


def main() -> None:
    address.begin()
    page_head.pick_language(runtime.settings().language)
    st.set_page_config(page_title="Patuh", page_icon=str(PACKAGE / "static/mark.svg"), layout="wide")
    page_head.style()
    st.logo(str(PACKAGE / "static/logo.svg"), size="large")
    session = identity.viewer(runtime.settings())
    downloads.begin(session)
    sections = _sections(session)
    picked = st.navigation(sections, position="hidden" if session is None else "top")
    page_head.account_bar(session, [page.url_path for pages in sections.values() for page in pages])
    picked.run()
    address.write()


def _sections(session: Session | None) -> dict[str, list[StreamlitPage]]:
    """The menu: the overview by itself, then what is asked together beneath one word. Reading comes before doing."""
    return {
        "": [_page(session, overview.show, _("Overview"), "ringkasan", default=True)],
        _("In the building"): [
            _page(session, visitors.show, _("Visitors"), "pengunjung"),
            _page(session, circulation.show, _("Circulation"), "sirkulasi"),
            _page(session, revenue.show, _("Revenue"), "pendapatan"),
            _page(session, satisfaction.show, _("Satisfaction survey"), "kepuasan"),
        ],
        _("Outreach"): [
            _page(session, outreach.show, _("Outreach services"), "layanan-luar"),
            _page(session, planner.show, _("Next locations"), "rencana"),
        ],
        _("SOPs"): [
            _page(session, compliance.show, _("SOP compliance"), "kepatuhan"),
            _page(session, process.show, _("SOP flow"), "alur-proses"),
            _page(session, documents.show, _("Documents"), "dokumen"),
        ],
        _("Control"): [
            _page(session, alerts.show, _("Alerts"), "peringatan"),
            _page(session, data_quality.show, _("Data quality"), "mutu-data"),
            _page(session, reports.show, _("Reports"), "laporan"),
            _page(session, method.show, _("Method"), "metode"),
        ],
    }


def _page(
    session: Session | None, show: Callable[[View], None], title: str, url_path: str, default: bool = False
) -> StreamlitPage:
    """A page that is not for the role is not in the menu; its address says so and reads nothing."""
    if not access.may_see(session, url_path):
        return st.Page(page_state.not_for_role, title=title, url_path=url_path, visibility="hidden")
    return st.Page(partial(_show, session, show, title), title=title, url_path=url_path, default=default)


def _show(session: Session | None, page: Callable[[View], None], title: str) -> None:
    """Run `page` on one state of the figures, or say why there is nothing to show."""
    if session is None:
        page_state.not_signed_in(runtime.settings())
        return
    try:
        with runtime.serving().reading_state() as (cursor, state):
            _show_figures(session, page, title, Reader(cursor, access.closed_marts(session), memory_of(state)))
    except NotServed as wrong:
        page_state.not_served(wrong)
    except NotAllowed:
        page_state.not_for_role()
    except Exception as wrong:  # noqa: BLE001  the last resort: a sentence for the person, the place in the log
        logger(__name__).error("page_failed", exc_info=wrong)
        page_state.failed()


def _show_figures(session: Session, page: Callable[[View], None], title: str, reader: Reader) -> None:
    places, fresh = runtime.places(), freshness(reader)
    found = reader.frame("places")
    if fresh is None or found.empty:
        page_state.nothing_prepared()
        return
    agencies = allowed_agencies(sorted(set(found["agency"])), session.agency)
    if not agencies:
        page_state.no_figures_for(places.agency_name(session.agency or ""))
        return
    zone = places.zone(agencies[0])
    page_head.banners(fresh, zone, utc_now())
    left, right = page_head.head_row()
    with right:
        selection = filter_bar(found, agencies, places, _last_day(fresh, zone, found))
    view = View(runtime.settings(), reader, places, selection, steps_of_sops(reader, places), fresh, session)
    with left:
        page_head.page_title(title, fresh, view.zone)
    page(view)


def _last_day(fresh: Freshness, zone: str, found: pd.DataFrame) -> date:
    """The day on which periods end: that of the last record, so that a quiet morning does not look like a loss."""
    return min(local_day(fresh.as_of_at, zone), found["last_day"].max().date())


main()

"""Reports that are signed: pick one, see what it says, issue it; those issued before, and whether a file is one of them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboards.components import page_state, report_parts
from dashboards.components.charts import calm
from dashboards.components.page_head import story
from dashboards.readings.reports import desk_of, preview
from dashboards.report_stories import report_story
from dashboards.view import View
from warehouse.errors import BadInput, HomeError

STYLE = Path(__file__).resolve().parents[1] / "reports.css"
"""Hides the filters of the other pages too: a report has an agency and a period of its own."""


def show(view: View) -> None:
    st.html(STYLE)
    desk = desk_of(view.reader, view.who)
    if not desk.kinds:
        page_state.not_for_role()
        return
    head = st.container()
    asked = report_parts.pick(view, desk)
    if asked is None:
        page_state.empty_period()
        return
    report = None
    try:
        report = preview(view.settings, view.reader, asked)
    except HomeError:  # figures of before an upgrade: they name no catalogue, or lack a mart
        page_state.nothing_prepared()
        return
    except BadInput as nothing:
        calm(nothing.sentence())
        report_parts.check_panel(view, desk)
    else:
        with head:
            story(report_story(report))
        left, right = st.columns([0.6, 0.4], gap="large")
        with left:
            report_parts.key_figures_panel(report)
        with right:
            report_parts.issue_panel(view, asked, report)
            report_parts.check_panel(view, desk)
    report_parts.issued_panel(view, desk)
    if report is not None:
        report_parts.sections_panel(report)

"""The flow of one SOP: its steps as the cases ran through them, against the paper and another time or place."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboards.components import page_state
from dashboards.components.case_parts import case_panel, cases_panel
from dashboards.components.compliance_parts import pick_sop, pick_unit
from dashboards.components.page_head import story
from dashboards.components.process_parts import flow_panel, places_panel, steps_table, summary_panel, waits_panel
from dashboards.components.versus_pick import pick_versus
from dashboards.process_stories import process_story
from dashboards.readings import cases, compliance, process
from dashboards.view import View

STYLE = Path(__file__).resolve().parents[1] / "process.css"


def show(view: View) -> None:
    st.html(STYLE)
    cells = compliance.cells(view.reader, view.selection, view.steps)
    if cells.empty:
        page_state.empty_period()
        return
    head = st.container()
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        sop = pick_sop(cells)
    with right:
        versus = pick_versus(view)
    now = process.flow(view.reader, view.selection, view.steps, sop.code, sop.version)
    then = process.flow(view.reader, versus.selection, view.steps, sop.code, sop.version) if versus else None
    then = then if then is not None and then.cases else None
    with head:
        story(process_story(sop.title, now))
    drawn, beside = st.columns([0.56, 0.44])
    with drawn:
        flow_panel(now, then, versus)
    with beside:
        summary_panel(now, then, versus)
        waits_panel(now)
        places_panel(view, sop)
    steps_table(now, then, versus)
    units = compliance.units_of(view.reader, view.selection, view.steps, sop.code, sop.version)
    chosen = cases_panel(view, sop, pick_unit(units))
    if chosen:
        case_panel(cases.one_case(view.reader, view.selection, view.steps, chosen), view)

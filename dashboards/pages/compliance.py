"""SOP compliance: all SOPs by step, then one SOP: its steps, its course, its cases, one case."""

from __future__ import annotations

from dashboards.components import page_state
from dashboards.components.apart_parts import apart_panel
from dashboards.components.case_parts import case_panel, cases_panel
from dashboards.components.compliance_parts import compliance_panel, pick_sop, pick_unit, steps_panel, trend_panel
from dashboards.components.officer_parts import officer_panel
from dashboards.components.page_head import story
from dashboards.readings import cases, compliance
from dashboards.stories import compliance_story, sop_story, Story
from dashboards.view import View


def show(view: View) -> None:
    cells = compliance.cells(view.reader, view.selection, view.steps)
    if cells.empty:
        page_state.empty_period()
        return
    story(compliance_story(cells, view.selection))
    compliance_panel(cells, compliance.without_cases(view.steps, cells))
    sop = pick_sop(cells)
    units = compliance.units_of(view.reader, view.selection, view.steps, sop.code, sop.version)
    totals = cases.totals(view.reader, view.selection, sop.code, sop.version)
    story(Story(sop.title, sop_story(sop.title, totals, units)))
    steps_panel(units)
    unit = pick_unit(units)
    trend_panel(view, sop, unit)
    apart_panel(view, sop, units, unit)
    chosen = cases_panel(view, sop, unit)
    if chosen:
        case_panel(cases.one_case(view.reader, view.selection, view.steps, chosen), view)
    officer_panel(view)

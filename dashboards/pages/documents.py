"""Documents: the papers that cases must have, what is owed and by whom, down to the steps of one case."""

from __future__ import annotations

from dashboards.components import document_parts, page_state
from dashboards.components.case_parts import case_panel
from dashboards.components.page_head import story
from dashboards.components.side_by_side import side_by_side
from dashboards.readings import cases, documents
from dashboards.readings.sites import site_names
from dashboards.road_stories import documents_story
from dashboards.view import View


def show(view: View) -> None:
    if not view.reader.has(documents.MART):
        page_state.nothing_prepared()
        return
    figures = documents.documents(view.reader, view.selection)
    owed = documents.owed(view.reader, view.selection, view.places, site_names(view.reader, view.selection))
    if figures.is_empty and owed.empty:
        page_state.empty_period()
        return
    story(documents_story(figures, owed, view.selection))
    document_parts.document_cards(figures)
    kinds = documents.by_kind(view.reader, view.selection)
    names = document_parts.sop_names(view, kinds, owed)
    sop_code = document_parts.pick_sop(kinds, owed, names)
    mine = documents.picked(owed, sop_code, None)
    left, right = side_by_side()
    with left:
        document_parts.ages_panel(mine)
    with right:
        document_parts.course_panel(view, sop_code)
    paper = document_parts.owed_panel(mine, names)
    if paper:
        document_parts.paper_line(paper, owed, names)
        case_id = paper.partition(":")[0]
        case_panel(cases.one_case(view.reader, view.selection, view.steps, case_id), view)
    document_parts.kinds_panel(documents.picked(kinds, sop_code, None), names)

"""Circulation: loans with renewals and uses in the building beside them, and how far the collection is used."""

from __future__ import annotations

from dashboards.components import circulation_parts, page_state
from dashboards.components.page_head import story
from dashboards.components.side_by_side import side_by_side
from dashboards.flow_stories import circulation_story
from dashboards.readings.circulation import by_class, circulation
from dashboards.view import View


def show(view: View) -> None:
    figures = circulation(view.reader, view.selection)
    if figures.is_empty:
        page_state.empty_period()
        return
    story(circulation_story(figures, view.selection))
    circulation_parts.circulation_cards(figures, view)
    left, right = side_by_side()
    with left:
        circulation_parts.use_panel(figures, view)
        circulation_parts.collection_panel(by_class(view.reader, view.selection, "collection"), figures.use)
    with right:
        circulation_parts.ddc_panel(by_class(view.reader, view.selection, "ddc_class"), figures.use)
    circulation_parts.course_panel(view)
    circulation_parts.classes_table(by_class(view.reader, view.selection, "collection", "ddc_class"), figures.use)

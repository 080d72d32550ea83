"""Visitors: how many came, who they were, when and where; groups in, rooms apart."""

from __future__ import annotations

from dashboards.components import page_state, visitor_parts
from dashboards.components.overview_parts import hours_panel
from dashboards.components.page_head import story
from dashboards.components.side_by_side import side_by_side
from dashboards.flow_stories import visitors_story
from dashboards.readings.visitors import by_class, visitors
from dashboards.view import View


def show(view: View) -> None:
    figures = visitors(view.reader, view.selection)
    if figures.is_empty:
        page_state.empty_period()
        return
    hours = visitor_parts.hours_of(view)
    occupations = by_class(view.reader, view.selection, "occupation")
    story(visitors_story(figures, hours, occupations, view.selection))
    visitor_parts.visitor_cards(figures)
    visitor_parts.course_panel(view)
    left, right = side_by_side()
    with left:
        visitor_parts.classes_panel(view)
    with right:
        hours_panel(hours, view.months)
        visitor_parts.groups_panel(view, figures)
    visitor_parts.points_panel(view)
    visitor_parts.data_panel(view)

"""The satisfaction survey (SKM): the index with its grade, the nine elements, who answered and whether they are enough."""

from __future__ import annotations

from dashboards.components import page_state, survey_parts
from dashboards.components.page_head import story
from dashboards.components.side_by_side import side_by_side
from dashboards.readings import satisfaction
from dashboards.survey_stories import survey_story
from dashboards.view import View


def show(view: View) -> None:
    if not view.reader.has(satisfaction.MART):
        page_state.nothing_prepared()
        return
    figures = satisfaction.satisfaction(view.reader, view.selection)
    if figures.is_empty:
        page_state.nobody_answered()
        return
    story(survey_story(figures, view.selection))
    if figures.is_few:
        return
    survey_parts.survey_cards(figures)
    survey_parts.elements_panel(figures)
    left, right = side_by_side()
    with left:
        survey_parts.course_panel(view)
    with right:
        survey_parts.classes_panel(view)
    survey_parts.points_panel(view)

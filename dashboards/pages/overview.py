"""Overview: what the figures mean this period, what got worse, when visitors come, places side by side."""

from __future__ import annotations

from dashboards.components import page_state
from dashboards.components.overview_parts import comparison_table, figure_cards, hours_panel, worse_panel
from dashboards.components.page_head import story
from dashboards.components.side_by_side import side_by_side
from dashboards.readings.comparison import comparison
from dashboards.readings.compliance import declines
from dashboards.readings.headline import headline
from dashboards.stories import overview_story
from dashboards.view import View


def show(view: View) -> None:
    figures = headline(view.reader, view.selection)
    if figures.is_empty:
        page_state.empty_period()
        return
    worse = declines(view.reader, view.selection, view.steps)
    story(overview_story(figures, worse, view.selection))
    figure_cards(figures, view)
    left, right = side_by_side()
    with left:
        worse_panel(worse, view)
    with right:
        hours_panel(view.reader.frame("visits_by_hour", view.months), view.months)
    comparison_table(comparison(view.reader, view.selection, view.places))

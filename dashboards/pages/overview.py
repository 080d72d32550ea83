"""Overview, for three minutes: is it going well, what needs a decision today, what got worse; then when and where."""

from __future__ import annotations

from dashboards.components import page_state
from dashboards.components.decision_parts import decisions_panel
from dashboards.components.overview_parts import comparison_table, figure_cards, hours_panel, worse_panel
from dashboards.components.page_head import story
from dashboards.components.side_by_side import panel, two_columns
from dashboards.components.target_parts import targets_panel, targets_sentence
from dashboards.readings.comparison import comparison
from dashboards.readings.compliance import declines
from dashboards.readings.decisions import decisions
from dashboards.readings.headline import headline
from dashboards.readings.targets import targets
from dashboards.stories import overview_story
from dashboards.view import View
from warehouse.clock import utc_now


def show(view: View) -> None:
    figures = headline(view.reader, view.selection)
    if figures.is_empty:
        page_state.empty_period()
        return
    worse = declines(view.reader, view.selection, view.steps)
    compared = comparison(view.reader, view.selection, view.places)
    reached = targets(view.reader, view.agencies, view.places, comparison(view.reader, view.agencies, view.places))
    story(overview_story(figures, worse, view.selection, targets_sentence(reached)))
    figure_cards(figures, view)
    left, right = two_columns()
    with left:
        with panel():
            decisions_panel(decisions(view, utc_now()), view)
        with panel():
            worse_panel(figures, worse, view)
    with right:
        with panel():
            targets_panel(reached, view)
        with panel():
            hours_panel(view.reader.frame("visits_by_hour", view.months), view.months)
    comparison_table(compared)

"""Revenue (PAD): flows of the period, balances at its end, how they add up, and the receipts beneath."""

from __future__ import annotations

from dashboards.components import page_state, receipt_parts, revenue_parts
from dashboards.components.page_head import story
from dashboards.components.side_by_side import side_by_side
from dashboards.flow_stories import revenue_story
from dashboards.readings import receipts
from dashboards.readings.revenue import by_kind, by_point, MART, revenue
from dashboards.view import View


def show(view: View) -> None:
    if not (view.reader.has(MART) and view.reader.has(receipts.MART)):
        page_state.nothing_prepared()
        return
    figures = revenue(view.reader, view.selection)
    if figures.is_empty:
        page_state.empty_period()
        return
    kinds = by_kind(view.reader, view.selection)
    waiting = receipts.waiting(view.reader, view.selection, view.places, view.today)
    found = receipts.receipts(view.reader, view.selection, view.places, view.today)
    story(revenue_story(figures, kinds, waiting, view.selection))
    revenue_parts.revenue_cards(figures)
    revenue_parts.identities_panel(figures.identities, view)
    revenue_parts.course_panel(view, kinds)
    revenue_parts.kinds_panel(kinds, view)
    revenue_parts.points_panel(by_point(view.reader, view.selection, view.places))
    left, right = side_by_side()
    with left:
        receipt_parts.waits_panel(found)
    with right:
        receipt_parts.overdue_panel(waiting, view)
    receipt = receipt_parts.list_panel(found, view)
    if receipt is not None:
        receipt_parts.receipt_panel(receipt, view)

"""Data quality: what the checks say of records and figures, what is broken and since when, whose it is, what to do."""

from __future__ import annotations

from dashboards.components import page_state, quality_parts
from dashboards.components.page_head import story
from dashboards.components.side_by_side import side_by_side
from dashboards.data_docs import DOCS_URL, has_docs
from dashboards.figures.rows import records
from dashboards.readings import quality
from dashboards.view import View
from warehouse.clock import local_day, utc_now


def show(view: View) -> None:
    if not quality.is_there(view.reader):
        page_state.nothing_prepared()
        return
    found = quality.quality(view.reader, view.selection, view.zone, utc_now())
    if found.is_empty:
        page_state.nothing_prepared()
        return
    days = quality.looked_over(view.selection, min(view.today.values()), local_day(utc_now(), view.zone))
    story(quality_parts.quality_story(found, view.zone))
    quality_parts.quality_cards(found)
    owner = quality_parts.pick_owner(found)
    mine = found.broken if owner is None else found.broken[found.broken["owner_role"] == owner].reset_index(drop=True)
    check = quality_parts.broken_panel(mine, view.zone)
    for row in records(found.verdicts[found.verdicts["check"] == check]):
        quality_parts.advice_panel(row, quality.course(view.reader, days, row["check"]))
    left, right = side_by_side()
    with left:
        quality_parts.days_panel(quality.by_day(view.reader, days))
    with right:
        quality_parts.layers_panel(found)
    quality_parts.all_panel(found, view.zone)
    if has_docs(view.settings):
        quality_parts.docs_link(DOCS_URL)

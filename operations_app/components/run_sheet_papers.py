"""The papers of a trip on its sheet: each with what it still needs; one opens in its place, to be signed there and then."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_once
from operations_app.components.paper_panel import paper_panel
from operations_app.desk.paper_words import paper_name
from operations_app.desk.run_sheet_lookups import TripSeen
from operations_app.desk.run_sheet_papers import TripPaper
from operations_app.shell import Visitor
from warehouse.i18n import translator

_ = translator("operations_app")

OPENED = "run_sheet_paper"


def trip_papers(who: Visitor, trip: TripSeen, papers: list[TripPaper]) -> None:
    """Whoever stands beside the officer signs on the same phone."""
    standing = [one for one in papers if not one.is_void]
    if not standing:
        return
    names = {stop.site_id: stop.name for stop in trip.stops}
    st.header(_("Papers of this trip"))
    say_once()
    for one in standing:
        opened = st.session_state.get(OPENED) == one.document_id
        with st.container(border=True, key=f"sheet_paper_{one.document_id}", gap="small"):
            state = pieces.chip(_("unsigned"), "amber") if one.unsigned else pieces.chip(_("complete"), "green")
            where = names.get(one.site_id or "", "")
            if not opened:
                small = " · ".join(word for word in (one.document_no, where) if word)
                pieces.show(pieces.listing([(paper_name(one.document_kind), small, state)]))
            label = _("Put away") if opened else _("Open and sign") if one.unsigned else _("Open")
            if st.button(label, key=f"run_sheet_paper:{one.document_id}", width="stretch"):
                st.session_state[OPENED] = None if opened else one.document_id
                shell.rerun()
            if opened:
                paper_panel(who, one.document_id)

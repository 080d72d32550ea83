"""While routes are searched for: how far the time has run, and the page again as soon as they are there."""

from __future__ import annotations

import streamlit as st

from dashboards.components.charts import calm
from warehouse.i18n import number, translator
from warehouse.planning.apart import Waiting

_ = translator("dashboards")


@st.fragment(run_every=1.0)
def searching(asked: Waiting) -> None:
    """Runs by itself every second; the rest of the page stays as it is."""
    if asked.future.done():
        st.rerun()
    st.progress(
        asked.share_done,
        _("Searching for the best routes, at most {seconds} seconds …", seconds=number(round(asked.seconds)))
        if asked.begun_s is not None
        else _("Another plan is being made; this one follows …"),
    )


def failed() -> None:
    calm(_("The routes could not be worked out. Load the page again; if it happens twice, tell the administrator."))


@st.fragment(run_every=1.0)
def searching_all(asked: list[Waiting]) -> None:
    """The same for several plans, which follow one after the other."""
    done = sum(one.future.done() for one in asked)
    if done == len(asked):
        st.rerun()
    st.progress(
        done / len(asked), _("{done} of {count} variants are worked out …", done=number(done), count=number(len(asked)))
    )

"""What one officer recorded: one's own, or one at a time for the head of division. Never two side by side, never a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboards.components.charts import calm, heading
from dashboards.readings import officers
from dashboards.readings.officers import Officer
from dashboards.view import View
from dashboards.wording import interval_said, share, shortened
from warehouse.i18n import number, translator

_ = translator("dashboards")


def officer_panel(view: View) -> None:
    """Nothing at all for whoever has no figures of their own to see."""
    listed = officers.officers(view.reader, view.months, view.who)
    if not listed:
        return
    with st.container(border=True, key="officers"):
        heading(
            _("Figures of one officer"),
            _("Seen by the officer and the head of division only. They compare with the SOP, not with colleagues."),
        )
        chosen = _pick(listed)
        found = officers.figures(view.reader, view.months, view.who, chosen, view.steps)
        if chosen.is_oneself:
            st.caption(_("Your code is {code}. Whole months of the period.", code=chosen.code))
        if found.empty:
            calm(_("Nothing was recorded under this account in these months."))
            return
        st.table(_as_shown(found))
        st.caption(
            _("A step that nobody recorded belongs to no officer. The interval says how far few cases may mislead.")
        )


def _pick(listed: list[Officer]) -> Officer:
    if len(listed) == 1:
        return listed[0]
    by_key = {one.staff_key: one for one in listed}
    key = st.selectbox(
        _("Officer, by code"),
        list(by_key),
        format_func=lambda key: (
            _("{code} (yourself)", code=by_key[key].code) if by_key[key].is_oneself else by_key[key].code
        ),
        width=320,
        key="officer",
    )
    return by_key[key]


def _as_shown(found: pd.DataFrame) -> pd.DataFrame:
    """Text only: a table that cannot be sorted or taken away."""
    return pd.DataFrame(
        {
            _("SOP"): found["row_title"],
            _("Step"): [
                f"{label} · {shortened(activity, 40)}"
                for label, activity in zip(found["unit_label"], found["activity"], strict=True)
            ],
            _("Recorded"): [number(count) for count in found["recorded"]],
            _("Entered later"): [number(count) for count in found["backfilled"]],
            _("Timed"): [number(count) for count in found["timed"]],
            _("On time"): [number(count) for count in found["on_time"]],
            _("On time, of those judged"): [share(rate) for rate in found["judged_rate"]],
            _("95% interval"): [
                interval_said(low, high) for low, high in zip(found["low"], found["high"], strict=True)
            ],
        }
    ).set_index(_("SOP"))

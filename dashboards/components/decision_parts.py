"""What needs a decision today: one line each, with its age, whose it is, and the way to it."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboards.components.charts import calm, heading
from dashboards.identity import operations_url
from dashboards.readings.decisions import Waits
from dashboards.view import View
from warehouse.i18n import number, rupiah, translator

_ = translator("dashboards")

KEPT = ("agency", "point", "lang")
"""Of the address: whose figures, in which language. What waits, waits now, whatever period was picked."""


def decisions_panel(found: list[Waits], view: View) -> None:
    heading(_("Needs a decision today"), _("As it stands at the last record, whatever period is picked."))
    if not found:
        calm(_("Nothing waits: no critical alert, no request without an answer, no money past its deadline, no paper owed."))
        return
    st.html(f'<ul class="waits">{"".join(_line(waits, view) for waits in found)}</ul>')


def _line(waits: Waits, view: View) -> str:
    head, detail, button, address = _told(waits, view)
    return (
        f'<li class="{waits.kind}"><b>{escape(number(waits.count))}</b><span><strong>{escape(head)}</strong>'
        f'<em>{escape(detail)}</em></span><a href="{escape(address)}" target="_self">{escape(button)}</a></li>'
    )


def _told(waits: Waits, view: View) -> tuple[str, str, str, str]:
    """What waits, since when and whose it is, the word of the link and where it leads."""
    days = number(waits.oldest_days)
    match waits.kind:
        case "alert":
            return (
                _("critical alerts stand"),
                _("The oldest for {days} days.", days=days),
                _("Open alerts"),
                _page("peringatan"),
            )
        case "request":
            return (
                _("requests wait for approval"),
                _("The oldest for {days} days; the head of division decides.", days=days),
                _("Open the desk"),
                operations_url(view.settings, "/anter-koper"),
            )
        case "money":
            return (
                _("receipts are past their deposit deadline"),
                _(
                    "{amount}; the oldest {days} days over. The treasurer deposits.",
                    amount=rupiah(waits.amount_idr),
                    days=days,
                ),
                _("Open revenue"),
                _page("pendapatan"),
            )
        case _:
            return (
                _("papers are owed"),
                _("Missing, unsigned or inconsistent; the oldest for {days} days.", days=days),
                _("Open documents"),
                _page("dokumen"),
            )


def _page(path: str) -> str:
    kept = {key: value for key, value in st.query_params.to_dict().items() if key in KEPT}
    return f"/{path}?{urlencode(kept)}" if kept else f"/{path}"

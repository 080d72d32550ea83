"""The satisfaction survey for staff: open it on a kiosk, put its QR code up, enter paper forms; how many answered."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.desk.survey import answered
from warehouse.clock import local_day
from warehouse.i18n import local_datetime, number, translator

_ = translator("operations_app")


def show() -> None:
    who = shell.visitor()
    st.title(_("Satisfaction survey"))
    counted = answered(who.db, who.point.code, who.zone, local_day(who.now(), who.zone))
    last = local_datetime(counted.last_at, who.zone, "d MMMM y HH.mm") if counted.last_at else "–"
    told = _(
        "{today} forms today, {lately} in the last thirty days; the last one {last}.",
        today=number(counted.today), lately=number(counted.lately), last=last,
    )  # fmt: skip
    pieces.lead(told + " " + _("What anybody answered is not shown to the desk; the index stands in the dashboards."))
    here = f"/survei/{who.point.code}"
    if who.may("answer_survey"):
        _open(_("Open the kiosk form on this screen"), f"{here}?cara=kios", ":material/touch_app:")
        _open(_("Enter a form filled in on paper"), f"{here}?cara=kertas", ":material/edit_note:")
    _open(_("Poster with the QR code, to print"), f"{here}/poster", ":material/qr_code_2:")


def _open(label: str, address: str, icon: str) -> None:
    st.link_button(label, address, icon=icon, width=420)

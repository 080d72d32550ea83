"""“Send to the schedule”: the planner's button; what is sent is a proposal that the head of division decides on."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import streamlit as st

from dashboards import sending
from dashboards.components.charts import calm, heading
from dashboards.identity import cookie_of_browser, operations_url
from dashboards.sending import Answer
from dashboards.view import View
from warehouse.i18n import number, translator
from warehouse.lake.plan_inputs import Wish
from warehouse.planning.model import Plan

_ = translator("dashboards")

SENDERS = ("planner", "section_head", "division_head")
"""Who sees the button; the operations app checks the role again."""
SCREEN = "/usulan-jadwal"


def sending_panel(view: View, wish: Wish, plan: Plan, has_real_vehicles: bool) -> None:
    if view.who is None or not view.who.has_any(*SENDERS) or not plan.outings:
        return
    with st.container(border=True):
        heading(
            _("Send to the schedule"),
            _("The trips become proposals in the operations app. They stand on the schedule once the head of division has "
              "approved them there, with a crew and the own PIN; what is undecided of an earlier plan is replaced."),
        )  # fmt: skip
        if not has_real_vehicles:
            calm(_("This plan goes out with vehicles that are not registered: it is a what-if and cannot be sent."))
            return
        proposal = sending.proposal_of(wish, plan.outings, ZoneInfo(view.zone))
        said = f"sent:{proposal['plan_id']}"
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(
                _("Propose {count} trips", count=number(len(plan.outings))), type="primary", key="send-plan",
                icon=":material/send:",
            ):  # fmt: skip
                point = plan.outings[0].stops[0].site.service_point
                st.session_state[said] = sending.propose(
                    view.settings, view.who, cookie_of_browser() or "", point, proposal
                )  # fmt: skip
            st.link_button(
                _("Proposals in the operations app"), operations_url(view.settings, SCREEN), type="tertiary",
                icon=":material/open_in_new:",
            )  # fmt: skip
        if answer := st.session_state.get(said):
            _say(answer)


def _say(answer: Answer) -> None:
    if answer.is_unreachable:
        st.error(_("The operations app does not answer. Nothing was sent; try again."), icon=":material/error:")
    elif answer.is_known:
        st.info(answer.sentence, icon=":material/info:")
    elif answer.sentence:
        st.error(answer.sentence, icon=":material/error:")
    else:
        told = _("{count} trips are with the head of division.", count=number(answer.proposed))
        if answer.replaced:
            told += " " + _("{count} undecided ones of an earlier plan were replaced.", count=number(answer.replaced))
        st.success(told, icon=":material/check_circle:")

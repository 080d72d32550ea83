"""The parts of the compliance page about cases: the list, and one case on its clock."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from dashboards.components.charts import calm, chart, heading
from dashboards.components.compliance_parts import Sop
from dashboards.components.page_head import as_of
from dashboards.components.said import Column
from dashboards.components.tables import table
from dashboards.figures.case_timeline import case_timeline
from dashboards.figures.rows import records
from dashboards.filters import address
from dashboards.readings import cases
from dashboards.readings.cases import OneCase
from dashboards.view import View
from dashboards.wording import CAPTURES, DEVIATIONS, duration, is_nothing, NOTHING, STATUSES
from warehouse.i18n import N_, number, translator

_ = translator("dashboards")

_SOP_OF_CASE = "_sop_of_case"

COUNTED_AS = {
    "all": "cases",
    "late": "late",
    "missing": "missing",
    "untimed": "untimed",
    "out_of_order": "out_of_order",
    "repeated": "repeated",
    "document": "missing_documents",
}


def cases_panel(view: View, sop: Sop, unit_position: int | None) -> str | None:
    """The list of cases; answers with the id of the one picked, from the list or from the URL."""
    with st.container(border=True):
        heading(_("Cases"), _("Latest first. Tick a row to see the case step by step."))
        totals = cases.totals(view.reader, view.selection, sop.code, sop.version, unit_position)
        counts = {code: totals.get(name, 0) for code, name in COUNTED_AS.items()}
        counts["any"] = totals.get("cases", 0) - totals.get("compliant", 0)
        address.adopt("show", DEVIATIONS.__contains__, "any")
        always = {"all", "any", st.session_state["show"]}
        deviation = st.segmented_control(
            _("Which cases"),
            [code for code in DEVIATIONS if counts[code] or code in always],
            key="show",
            format_func=lambda code: f"{_(DEVIATIONS[code])} · {number(counts[code])}",
            required=True,
            label_visibility="collapsed",
        )
        found = cases.cases(view.reader, view.selection, sop.code, sop.version, deviation or "any", unit_position)
        linked = _linked_case(sop)
        if found.empty:
            calm(_("No such case in this period."))
            return linked
        found["service_point_name"] = [view.places.point_name(code) for code in found["service_point"]]
        # A list of other cases is another table: a tick in the old one does not pick a row of the new one.
        listed = f"cases-{sop.key}-{deviation}-{unit_position or 'all'}"
        row = table(found, _columns(), key=listed, file=f"berkas-{sop.code}", zone=view.zone, pick=True)
    return address.tick("case", None if row is None else str(found["case_id"].iloc[row]))


def _linked_case(sop: Sop) -> str | None:
    """The case that the address names; forgotten when another SOP is picked."""
    address.adopt("case", lambda _text: True, "")
    if st.session_state.get(_SOP_OF_CASE, sop.key) != sop.key:
        st.session_state["case"] = ""
    st.session_state[_SOP_OF_CASE] = sop.key
    return st.session_state["case"] or None


def _columns() -> list[Column]:
    return [
        Column("opened_at", _("Opened"), "moment"),
        Column("service_point_name", _("Service point")),
        Column("compliant", _("Compliant"), "yes"),
        Column("late_steps", _("Late"), "count"),
        Column("missing_steps", _("Missing"), "count"),
        Column("out_of_order_steps", _("Out of order"), "count", only_if_any=True),
        Column("untimed_steps", _("Untimed"), "count", only_if_any=True),
        Column("repeated_steps", _("Repeated"), "count", only_if_any=True),
        Column("missing_documents", _("Documents missing"), "count", only_if_any=True),
        Column("service_s", _("Service time"), "duration"),
        Column("waiting_s", _("Waiting time"), "duration"),
        Column("case_id", _("Case")),
    ]


def case_panel(found: OneCase | None, view: View) -> None:
    with st.container(border=True, key="one-case"):
        if found is None:
            calm(_("This case is not among those you may look at."))
            return
        zone = view.places.zone(found.case["agency"])
        heading(
            _("One case, step by step"),
            _("Opened {moment} at {place}. Dotted outlines are the standards.",
              moment=as_of(found.case["opened_at"].to_pydatetime(), zone),
              place=view.places.point_name(found.case["service_point"])),
        )  # fmt: skip
        st.html(f'<p class="facts">{_facts(found)}</p>')
        with st.container(key="timeline"):
            chart(case_timeline, found.steps, zone, key="case-timeline", alt=_("The steps of the case on the clock"))
        steps = found.steps.assign(
            status_name=[_(STATUSES.get(status, status)) for status in found.steps["status"]],
            notes=[_notes(step) for step in records(found.steps)],
            captured_name=[
                _(CAPTURES.get(how, how)) if isinstance(how, str) else "" for how in found.steps["captured"]
            ],
        )
        table(
            steps,
            [
                Column("unit_label", _("Step"), width="small"),
                Column("activity", _("Activity"), width="large"),
                Column("started_at", _("Started"), "moment"),
                Column("finished_at", _("Finished"), "moment"),
                Column("duration_s", _("Duration"), "duration"),
                Column("standard_s", _("Standard"), "duration"),
                Column("status_name", _("Status")),
                Column("captured_name", _("Captured")),
                Column("notes", _("Notes")),
            ],
            key="case-steps-table",
            file="langkah-berkas",
            zone=zone,
        )


def _notes(step: dict[str, Any]) -> str:
    """What else there is to say of one unit."""
    told = (
        (step["is_out_of_order"], _("Out of order")),
        (step["is_repeated"], _("Repeated")),
        (step["paused_s"] > 0, _("Paused {time}", time=duration(step["paused_s"]))),
        (step["is_accepted"], _("Exception accepted")),
    )
    return ", ".join(word for holds, word in told if holds)


def _facts(found: OneCase) -> str:
    case = found.case
    verdict = _("Compliant") if case["compliant"] else _("Not compliant")
    counted = (
        (case["late_steps"], N_("{n} late")),
        (case["missing_steps"], N_("{n} missing")),
        (case["untimed_steps"], N_("{n} without a duration")),
        (case["out_of_order_steps"], N_("{n} out of order")),
        (case["repeated_steps"], N_("{n} repeated")),
        (case["missing_documents"], N_("{n} documents missing")),
    )
    told = [_(message, n=int(count)) for count, message in counted if count]
    waiting = NOTHING if is_nothing(case["waiting_s"]) else duration(case["waiting_s"])
    times = _("service {service}, waiting {waiting}", service=duration(case["service_s"]), waiting=waiting)
    kind = "good" if case["compliant"] else "bad"
    return f'<b class="{kind}">{escape(verdict)}</b> {escape(" · ".join([*told, times]))}'

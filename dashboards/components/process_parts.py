"""The parts of the page about an SOP's flow: the flow itself, what it comes to, its steps and moves as tables."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from dashboards.components.charts import chart_to_pick_from, heading
from dashboards.components.compliance_parts import Sop, with_interval
from dashboards.components.said import Column
from dashboards.components.tables import behind, table
from dashboards.components.versus_pick import Versus
from dashboards.figures.process_flow import MOST_ARCS, process_flow, STRAY, strays
from dashboards.readings import compliance_apart, process
from dashboards.readings.process import Flow
from dashboards.readings.rates import ratio
from dashboards.view import View
from dashboards.wording import duration, points, share
from warehouse.i18n import N_, number, translator

_ = translator("dashboards")

KINDS = {
    "as_written": N_("As written"),
    "skipped": N_("Step not recorded"),
    "out_of_order": N_("Out of order"),
    "open": N_("Still open"),
}


def flow_panel(now: Flow, then: Flow | None, versus: Versus | None) -> None:
    """The flow; a station that was clicked is the step looked into below."""
    nodes = now.nodes if then is None else process.compared(now, then)
    with st.container(border=True, key="process"):
        heading(
            _("Flow of the SOP"),
            _(
                "From top to bottom as the SOP has it. The line is as wide as the cases are many. "
                "Choose a step to see its cases."
            ),
        )
        _legend(versus if then is not None else None)
        picked = chart_to_pick_from(
            process_flow,
            nodes,
            now.moves,
            is_compared=then is not None,
            key="flow",
            alt=_("The steps of the SOP as a flow, with volumes, medians against standards, waits and deviations"),
        )
        _follow(picked)
        drawn = len(strays(now.moves))
        others = int(now.moves["kind"].isin(list(STRAY)).sum()) - drawn
        if others > 0:
            st.caption(
                _("The {drawn} most frequent detours are drawn; {others} rarer ones are in the table of moves.",
                  drawn=number(MOST_ARCS), others=number(others))
            )  # fmt: skip


def _legend(versus: Versus | None) -> None:
    signs = [
        ("p-line", _("cases that went on as written")),
        ("p-skip", _("a step between was not recorded")),
        ("p-order", _("not in the order of the SOP")),
        ("p-branch", _("only where it applies")),
        ("p-standard", _("the standard")),
    ]
    if versus is not None:
        signs.append(("p-then", _("median of: {name}", name=versus.name)))
    told = "".join(f'<span><i class="{kind}"></i>{escape(text)}</span>' for kind, text in signs)
    st.html(f'<div class="legend of-flow">{told}</div>')


def _follow(picked: list[Any] | None) -> None:
    """A click picks the step once: later picks elsewhere are not undone by it."""
    if picked:
        st.session_state["unit"] = str(picked[0])


def summary_panel(now: Flow, then: Flow | None, versus: Versus | None) -> None:
    """The case as a whole, beside what it is compared with."""
    with st.container(border=True, key="process-sums"):
        heading(_("The whole case"), _beside(then, versus))
        rows = "".join(
            f"<tr><th scope='row'>{escape(label)}</th><td><b>{escape(value)}</b></td>"
            + (f"<td>{escape(before)}</td><td>{escape(change)}</td>" if then is not None else "")
            + "</tr>"
            for label, value, before, change in _measures(now, then)
        )
        st.html(f'<table class="facts-table">{rows}</table>')


def _beside(then: Flow | None, versus: Versus | None) -> str:
    if versus is None:
        return ""
    if then is None:
        return _("No case of this SOP there: {name}", name=versus.name)
    return _("Beside it: {name}", name=versus.name)


def _measures(now: Flow, then: Flow | None) -> list[tuple[str, str, str, str]]:
    here, there = now.times, then.times if then else {}

    def rate(times: dict[str, Any]) -> float | None:
        return ratio(times["compliant"], times["cases"]) if times else None

    here_rate, there_rate = rate(here), rate(there)
    change = None if here_rate is None or there_rate is None else here_rate - there_rate
    measures = [
        (_("Cases"), number(here["cases"]), number(there.get("cases", 0)), ""),
        (_("Kept the SOP whole"), share(here_rate, 1), share(there_rate, 1), points(change)),
    ]
    for name, label in (
        ("service_s", _("Service time, median")),
        ("waiting_s", _("Waiting time, median")),
    ):
        measures.append((label, duration(here[name]), duration(there.get(name)), ""))
    for kind, label in (
        ("skipped", _("Moves over a step that was not recorded")),
        ("out_of_order", _("Moves out of order")),
    ):
        measures.append((label, number(_moves(now, kind)), number(_moves(then, kind)), ""))
    return measures


def _moves(flow: Flow | None, kind: str) -> int:
    return 0 if flow is None else int(flow.moves.loc[flow.moves["kind"] == kind, "cases"].sum())


def waits_panel(flow: Flow) -> None:
    """Where the cases wait, and what is in it."""
    with st.container(border=True, key="process-waits"):
        heading(_("Where cases wait"), _("From the end of everything begun before to the beginning of the step."))
        waits = flow.nodes[flow.nodes["is_observed"] & (flow.nodes["wait_s"] >= 1)].nlargest(5, "wait_s")
        unseen = [", ".join(process.unseen_before(flow.nodes, int(tile))) for tile in waits["tile"]]
        table(
            waits.assign(unseen=unseen),
            [
                Column("unit_label", _("Step"), width="small"),
                Column("activity", _("Activity"), width="medium"),
                Column("wait_s", _("Wait, median"), "duration"),
                Column("passed", _("Cases"), "count"),
                Column("unseen", _("Holds steps not observable")),
            ],
            key="waits-of-flow",
            file="jeda-alur",
        )


def places_panel(view: View, sop: Sop) -> None:
    """The service points that had such cases, one below the other."""
    found = compliance_apart.by_place(view.reader, view.selection, sop.code, sop.version, None)
    if len(found) < 2:  # one alone is what the page shows
        return
    found["service_point_name"] = [view.places.point_name(code) for code in found["service_point"]]
    with st.container(border=True, key="process-places"):
        heading(_("Service points side by side"), _("Of whole cases, in the period picked."))
        table(
            found,
            [
                Column("service_point_name", _("Service point")),
                Column("cases", _("Cases"), "count"),
                Column("compliant", _("Compliant"), "count"),
                Column("compliance_rate", _("Compliance rate"), "share"),
                Column("service_s", _("Service time, median"), "duration"),
                Column("waiting_s", _("Waiting time, median"), "duration"),
                Column("lost_minutes", _("Lost minutes"), "decimal"),
            ],
            key="flow-places",
            file="alur-titik-layanan",
        )


def steps_table(now: Flow, then: Flow | None, versus: Versus | None) -> None:
    """What the flow draws, in numbers."""
    shown = now.nodes if then is None else process.compared(now, then)
    shown = shown[shown["is_observed"]].reset_index(drop=True)
    columns = [
        Column("unit_label", _("Step"), width="small"),
        Column("activity", _("Activity"), width="large"),
        Column("passed", _("Cases that passed"), "count"),
        Column("expected", _("Expected"), "count"),
        Column("recorded", _("Recorded"), "count"),
        Column("wait_s", _("Wait, median"), "duration"),
        Column("median_s", _("Median"), "duration"),
        Column("p90_s", _("p90"), "duration"),
        Column("standard_s", _("Standard"), "duration"),
        Column("on_time", _("On time"), "count"),
        Column("compliance_rate", _("Compliance rate"), "share"),
        Column("interval", _("95% interval")),
        Column("late", _("Late"), "count"),
        Column("missing", _("Missing"), "count"),
        Column("out_of_order", _("Out of order"), "count"),
        Column("repeated", _("Repeated"), "count"),
    ]
    if then is not None and versus is not None:
        columns += [
            Column("expected_then", _("Expected, compared"), "count"),
            Column("wait_s_then", _("Wait, compared"), "duration"),
            Column("median_s_then", _("Median, compared"), "duration"),
            Column("compliance_rate_then", _("Compliance rate, compared"), "share"),
        ]
    with st.container(border=True, key="process-steps"):
        heading(
            _("The steps in numbers"),
            "" if versus is None or then is None else _("The last four columns are of: {name}.", name=versus.name),
        )
        table(with_interval(shown), columns, key="flow-steps", file="alur-langkah")
        split = int((shown["passed"] - shown["recorded"]).max())
        if split > 0:
            st.caption(
                _(
                    "Of {cases} cases of measurement weeks this stretch was judged step by step: they pass here and are in "
                    "none of its rates.",
                    cases=number(split),
                )
            )
        moves = now.moves.assign(
            from_name=[label or _("(opening)") for label in now.moves["from_label"]],
            to_name=[label or _("(closing)") for label in now.moves["to_label"]],
            kind_name=[_(KINDS[kind]) for kind in now.moves["kind"]],
        )
        behind(
            _("All moves from step to step"),
            moves,
            [
                Column("from_name", _("From step"), width="small"),
                Column("to_name", _("To step"), width="small"),
                Column("kind_name", _("Kind")),
                Column("cases", _("Cases"), "count"),
                Column("wait_s", _("Wait, median"), "duration"),
                Column("wait_p90_s", _("Wait, p90"), "duration"),
            ],
            key="flow-moves",
            file="alur-perpindahan",
        )

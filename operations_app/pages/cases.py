"""Service cases of a day: what was recorded of each, what is missing; one case opens to its steps."""

from __future__ import annotations

from datetime import date
from html import escape
from uuid import UUID

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.case_forms import case_forms
from operations_app.components.case_steps import opened_and_closed, steps_table, unit_name
from operations_app.components.outcome import say_once
from operations_app.desk.cases import case_of, CaseOnRecord, cases_of_day
from operations_app.desk.words import outcome_name
from operations_app.shell import Visitor
from warehouse.clock import local_day
from warehouse.i18n import local_date, number, translator

_ = translator("operations_app")

SHOWN_MAX = 25
ASKED = "berkas"
MISSING_NAMED_MAX = 2
DAY, FIND, GAPS = "cases_day", "find_case", "cases_gaps"


def show() -> None:
    who = shell.visitor()
    case = case_of(who.db, who.point.code, asked) if (asked := _asked()) else None
    if case:
        _one(who, case)
    else:
        _list(who)


def _asked() -> str | None:
    """The case that the address names; anything that is no id is left aside."""
    try:
        return str(UUID(st.query_params.get(ASKED, "")))
    except ValueError:
        return None


def _list(who: Visitor) -> None:
    st.title(_("Service cases"))
    pieces.lead(_("Open a case to see its steps, to enter what was not recorded, or to close what was left open."))
    today = local_day(who.now(), who.zone)
    left, middle, right = st.columns([2, 4, 3], vertical_alignment="bottom")
    st.session_state.setdefault(DAY, today)
    day: date = left.date_input(_("Day"), max_value=today, format="DD/MM/YYYY", key=DAY)
    wanted = middle.text_input(
        _("Find"),
        key=FIND,
        placeholder=_("Name, card number or service"),
        icon=":material/search:",
        max_chars=60,
    )
    only_gaps = right.toggle(_("Only open or incomplete ones"), key=GAPS)
    listed = [
        case
        for case in cases_of_day(who.db, who.point.code, day, who.now())
        if _matches(case, wanted) and (case.is_open or case.missing or not only_gaps)
    ]
    open_count = sum(case.is_open for case in listed)
    st.header(_("{count} cases, {open} open", count=number(len(listed)), open=number(open_count)))
    if not listed:
        pieces.empty(_("No case of this day, or none that fits."))
    with st.container(key="case_list"):
        for case in listed[:SHOWN_MAX]:
            _line(who, case)
    if len(listed) > SHOWN_MAX:
        st.caption(_("{count} more; find them by name or service.", count=number(len(listed) - SHOWN_MAX)))


def _matches(case: CaseOnRecord, wanted: str) -> bool:
    text = f"{case.visitor_name or ''} {case.member_no or ''} {case.sop.title}".casefold()
    return all(word in text for word in wanted.casefold().split())


def _line(who: Visitor, case: CaseOnRecord) -> None:
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"case:{case.case_id}", gap="medium"
    ):
        st.html(_summary(who, case))
        if st.button(_("Open"), key=f"open:{case.case_id}"):
            st.query_params[ASKED] = case.case_id
            st.rerun()


def _summary(who: Visitor, case: CaseOnRecord) -> str:
    title = escape(_title(case))
    recorded = sum(one.is_recorded for one in case.units)
    facts = [
        escape(opened_and_closed(case, who.zone)),
        escape(_("{done} of {all} steps recorded", done=number(recorded), all=number(len(case.units)))),
    ]
    if late := sum("late" in one.deviations and "late" not in one.accepted for one in case.units):
        words = _("{count} late", count=number(late))
        facts.append(f'<span class="late">{escape(words)}</span>')
    if case.missing and not case.is_open:
        names = "; ".join(unit_name(one.unit) for one in case.missing[:MISSING_NAMED_MAX])
        more = len(case.missing) - MISSING_NAMED_MAX
        names += f" (+{number(more)})" if more > 0 else ""
        facts.append(escape(_("missing: {steps}", steps=names)))
    return (
        f'<div class="p-case"><b>{title}</b> {pieces.cell(case.visitor_name or "–")} {_state(who, case)}'
        f"<small>{' · '.join(facts)}</small></div>"
    )


def _state(who: Visitor, case: CaseOnRecord) -> str:
    if not case.is_open:
        return ""
    opened_on = local_day(case.opened_at, who.zone)
    if opened_on == local_day(who.now(), who.zone):
        return pieces.chip(_("open"), "amber").text
    return pieces.chip(_("left open on {day}", day=local_date(opened_on, "medium")), "red").text


def _title(case: CaseOnRecord) -> str:
    return case.sop.title.capitalize()


def _one(who: Visitor, case: CaseOnRecord) -> None:
    for kept in (
        DAY,
        FIND,
        GAPS,
    ):  # or Streamlit forgets what is not drawn, and the way back would lead to another list
        if kept in st.session_state:
            st.session_state[kept] = st.session_state[kept]
    if st.button(_("All cases of the day"), icon=":material/arrow_back:", type="tertiary", key="back"):
        del st.query_params[ASKED]
        st.rerun()
    st.title(_title(case))
    day = local_date(local_day(case.opened_at, who.zone), "full")
    ended = f" ({outcome_name(case.outcome)})" if case.outcome else ""
    card = f" ({case.member_no})" if case.member_no else ""
    pieces.lead(f"{case.visitor_name or '–'}{card} · {day}, {opened_and_closed(case, who.zone)}{ended}")
    say_once()
    if case.measurement.is_measured:
        st.info(_("Opened in a measurement week: every step is tapped, and judged alone."), icon=":material/timer:")
    pieces.show(steps_table(case, who.zone))
    case_forms(who, case)

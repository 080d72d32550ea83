"""Measurement weeks (pekan pengukuran): the head sets for which SOPs and days every step is tapped and judged alone."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_after_rerun, say_once, was_carried_out
from operations_app.desk.measurement_weeks import Week, weeks
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.catalogue.model import SopVersion
from warehouse.clock import local_day
from warehouse.errors import Refused
from warehouse.i18n import local_date, number, translator
from warehouse.operations.database import Result
from warehouse.records.measured import is_split
from warehouse.records.measurement_weeks import LONGEST_DAYS

_ = translator("operations_app")

SET = "measurement_week"


def show() -> None:
    who = shell.visitor()
    st.title(_("Measurement weeks"))
    pieces.lead(
        _(
            "Some steps are ordinarily seen as one stretch. In a measurement week every one of them is tapped and judged"
            " by its own standard, so that it shows where the time goes."
        )
    )
    say_once()
    today = local_day(who.now(), who.zone)
    listed = weeks(who.db, who.point.code)
    sops = _sops(who, today)
    if not listed:
        pieces.empty(_("No measurement week was set at this service point."))
    for week in listed:
        _line(who, week, sops, today)
    if who.may("set_measurement_week"):
        _form(who, sops, today)


def _sops(who: Visitor, today: date) -> dict[str, SopVersion]:
    return {code: who.db.catalogue.version_for(code, who.agency.code, today) for code in who.db.catalogue.sop_codes}


def _title(sops: dict[str, SopVersion], code: str) -> str:
    return sops[code].title.capitalize() if code in sops else code


def _line(who: Visitor, week: Week, sops: dict[str, SopVersion], today: date) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"week:{week.week_id}"):
        days = f"{local_date(week.from_on, 'medium')} – {local_date(week.until_on, 'medium')}"
        state = _("holds today") if week.holds_on(today) else _("ahead") if week.from_on > today else _("over")
        opened = _("{count} cases opened", count=number(week.cases))
        st.markdown(f"**{days}** · {state} · {opened}")
        st.caption(", ".join(_title(sops, code) for code in week.sop_codes))
        if week.can_be_ended(today) and who.may("end_measurement_week"):
            label = _("End it today") if week.holds_on(today) else _("Call it off")
            form = f"end:{week.week_id}"
            form_shown(form)
            if st.button(label, key=form):
                _answered(send(who, form, "end_measurement_week", week_id=week.week_id), _("The week was ended."))


def _form(who: Visitor, sops: dict[str, SopVersion], today: date) -> None:
    form = turn(SET)
    form_shown(form)
    tomorrow = today + timedelta(days=1)
    split = [code for code, sop in sops.items() if any(is_split(unit, code) for unit in sop.units)]
    st.header(_("Set a week"))
    with st.form(form, border=True):
        chosen = st.multiselect(
            _("SOPs"), list(sops), placeholder=_("Choose SOPs"), key=f"sops:{form}",
            format_func=lambda code: _title(sops, code),
            help=_("In these a stretch is taken apart: {titles}.", titles=", ".join(_title(sops, code) for code in split)),
        )  # fmt: skip
        left, right = st.columns(2)
        first: date = left.date_input(
            _("First day"), tomorrow, min_value=tomorrow, format="DD/MM/YYYY", key=f"first:{form}"
        )
        last: date = right.date_input(
            _("Last day"), tomorrow + timedelta(days=6), min_value=tomorrow, format="DD/MM/YYYY", key=f"last:{form}"
        )
        if st.form_submit_button(_("Set the week"), type="primary"):
            outcome = send(
                who,
                form,
                "set_measurement_week",
                sop_codes=chosen,
                from_on=first.isoformat(),
                until_on=last.isoformat(),
            )
            _answered(outcome, _("The week is set. Its cases say so on their page."))
    st.caption(
        _("From tomorrow on, {days} days at most. Cases of one day are judged by one rule.", days=number(LONGEST_DAYS))
    )


def _answered(outcome: Result | Refused, sentence: str) -> None:
    if was_carried_out(outcome):
        next_turn(SET)
        say_after_rerun(sentence)
        st.rerun()

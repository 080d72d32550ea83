"""Proposed trips: the head of division goes through a month's plan and approves it trip by trip or all at once."""

from __future__ import annotations

from html import escape
from itertools import groupby

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_after_rerun, say_once
from operations_app.desk.fleet import officers
from operations_app.desk.sites import short_service_name
from operations_app.desk.trip_proposals import Proposal, proposals, suggested_crews
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.clock import local_day
from warehouse.errors import Refused
from warehouse.i18n import local_date, local_time, number, translator

_ = translator("operations_app")


def show() -> None:
    who = shell.visitor()
    st.title(_("Proposed trips"))
    pieces.lead(
        _(
            "A planner's month waits here. A trip is on the schedule once it is approved; whoever plans sees the same list."
        )
    )
    say_once()
    found = proposals(who.db, who.agency.code, who.now(), local_day(who.now(), who.zone))
    waiting = [one for one in found if one.decision is None]
    if not waiting:
        pieces.empty(_("No proposed trip waits for a decision."))
    for service, group in groupby(sorted(waiting, key=lambda one: one.service), key=lambda one: one.service):
        _plan(who, service, list(group))
    decided = [one for one in found if one.decision is not None]
    if decided:
        with st.expander(_("Decided lately: {count}", count=number(len(decided)))):
            pieces.show(
                pieces.listing((_day(one), _stops(one), _decision(one.decision or "")) for one in reversed(decided))
            )


def _plan(who: Visitor, service: str, waiting: list[Proposal]) -> None:
    first = waiting[0]
    st.header(short_service_name(service))
    st.caption(
        _(
            "{count} trips proposed by {name} on {day}.",
            count=number(len(waiting)),
            name=first.proposed_by or "–",
            day=local_date(first.proposed_at.astimezone(who.agency.zone).date()),
        )
    )
    form = turn(f"proposals:{service}")
    may_decide = who.may("approve_trip_proposal")
    for one in waiting:
        form_shown(f"{form}:{one.proposal_id}")
    with st.container(border=True):
        chosen = [one for one in waiting if _line(who, form, one, may_decide)]
        if may_decide:
            _decide(who, form, service, waiting, chosen)


def _line(who: Visitor, form: str, one: Proposal, may_decide: bool) -> bool:
    tick, told = st.columns([0.3, 0.7])
    with tick:
        label = f"{_day(one)} · {one.vehicle_no}"
        ticked = st.checkbox(
            label, value=one.ready > 0, key=f"{form}:tick:{one.proposal_id}", disabled=not may_decide or not one.ready
        )
    with told:
        parts = []
        for stop in one.stops:
            at = f"{local_time(stop.arrive_at, who.zone)} " if stop.arrive_at else ""
            state = "" if stop.is_ready else " " + pieces.chip(_("no approved and surveyed request"), "amber").text
            parts.append(f"<div>{escape(at)}<b>{escape(stop.name)}</b>{state}</div>")
        pieces.show(pieces.Html("".join(parts)))
    return ticked


def _decide(who: Visitor, form: str, service: str, waiting: list[Proposal], chosen: list[Proposal]) -> None:
    people = officers(who.db, who.agency.code)
    names = {one.login: one.name for one in people}
    suggested = suggested_crews(waiting, people)
    crews: dict[str, list[str]] = {}
    for column, (vehicle_no, logins) in zip(st.columns(len(suggested)), suggested.items(), strict=True):
        with column:
            crews[vehicle_no] = st.multiselect(
                _("Crew of {vehicle}", vehicle=vehicle_no), list(names), default=logins, format_func=names.__getitem__,
                key=f"{form}:crew:{vehicle_no}", placeholder=_("Choose the officers"), max_selections=8,
            )  # fmt: skip
    left, right = st.columns(2)
    with left, st.form(f"{form}:approve", border=False):
        pin = st.text_input(
            _("Your PIN (approves the trips)"), type="password", max_chars=6, autocomplete="off", key=f"{form}:pin"
        )  # fmt: skip
        if st.form_submit_button(
            _("Approve {count} trips", count=number(len(chosen))), type="primary", disabled=not chosen
        ):  # fmt: skip
            _carry_out(who, form, service, chosen, crews, pin=pin)
    with right, st.form(f"{form}:decline", border=False):
        reason = st.text_input(_("Reason for declining"), max_chars=500, key=f"{form}:reason")
        if st.form_submit_button(_("Decline {count} trips", count=number(len(chosen))), disabled=not chosen):
            _carry_out(who, form, service, chosen, crews, reason=reason)


def _carry_out(
    who: Visitor, form: str, service: str, chosen: list[Proposal], crews: dict[str, list[str]], *, pin: str | None = None,
    reason: str | None = None,
) -> None:  # fmt: skip
    """Each trip by itself: what a rule refuses stays and says why, the others go through."""
    done, refused = 0, []
    for one in chosen:
        key = f"{form}:{one.proposal_id}"
        if reason is None:
            outcome = send(
                who, key, "approve_trip_proposal", proposal_id=one.proposal_id, crew=crews[one.vehicle_no], pin=pin
            )
        else:
            outcome = send(who, key, "decline_trip_proposal", proposal_id=one.proposal_id, reason=reason)
        if isinstance(outcome, Refused):
            refused.append(f"{_day(one)} · {one.vehicle_no}: {outcome.sentence()}")
            if outcome.rule.startswith("pin_") or outcome.rule == "officer_has_a_pin":
                break
        else:
            done += 1
    if done:
        said = _("{count} trips are on the schedule.", count=number(done)) if reason is None else _(
            "{count} proposals are declined.", count=number(done))  # fmt: skip
        say_after_rerun(said + ("  \n" + "  \n".join(refused) if refused else ""))
        next_turn(f"proposals:{service}")
        st.rerun()
    for sentence in refused:
        st.error(sentence, icon=":material/error:")


def _day(one: Proposal) -> str:
    return local_date(one.planned_on, "EEEE d MMMM y")


def _stops(one: Proposal) -> str:
    return f"{one.vehicle_no} · " + ", ".join(stop.name for stop in one.stops)


def _decision(decision: str) -> pieces.Html:
    return pieces.chip(_("approved"), "green") if decision == "approved" else pieces.chip(_("declined"), "")

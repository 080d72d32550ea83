"""My papers (Dokumen saya): what is owed with its age, what was written, and the own PIN. A paper opens in its place."""

from __future__ import annotations

from html import escape

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_once
from operations_app.components.paper_addresses import link
from operations_app.components.paper_form import OPEN, paper_form
from operations_app.components.paper_panel import paper_address, paper_panel, scan_address
from operations_app.components.paper_signing import pin_form
from operations_app.desk.answer import duration
from operations_app.desk.paper_words import paper_name, party_name, service_name, status_name
from operations_app.desk.papers import (
    has_pin,
    HEADS,
    latest_papers,
    owed_papers,
    OwedPaper,
    WrittenPaper,
)
from operations_app.shell import Visitor
from warehouse.i18n import local_date, local_datetime, number, translator
from warehouse.identity.roles import Actor

_ = translator("operations_app")

STATUSES = ("missing", "unsigned", "inconsistent", "due")
COLOURS = {"missing": "red", "inconsistent": "red", "unsigned": "amber", "due": ""}
SHOWN_MAX = 60


def show() -> None:
    _page()


@shell.fragment
def _page() -> None:
    who = shell.visitor()
    actor = who.db.actor(who.login)
    if actor is None:
        st.stop()
    if asked := st.query_params.get(OPEN):
        _one(who, actor, asked)
        return
    st.title(_("My papers"))
    parts = {"owed": _("To be finished"), "written": _("Written"), "pin": _("My PIN")}
    part = st.segmented_control(
        _("Part"), list(parts), format_func=parts.__getitem__, default="owed", required=True, key="papers_part",
        label_visibility="collapsed",
    )  # fmt: skip
    say_once()
    if part == "written":
        _written(who, actor)
    elif part == "pin":
        _pin(who, actor)
    else:
        _owed(who, actor)


def _owed(who: Visitor, actor: Actor) -> None:
    is_head = bool(HEADS & actor.roles)
    everybody = is_head or st.toggle(_("Also those of my colleagues"), key="papers_everybody")
    owed = owed_papers(who.db, actor, who.now(), service_point=who.point.code, everybody=everybody)
    pieces.cards(
        (status_name(status).capitalize(), number(sum(one.status == status for one in owed)), _MORE[status]())
        for status in STATUSES
    )
    if not owed:
        pieces.empty(_("Every paper is on file and signed."))
    with st.container(key="case_list"):
        for one in owed[:SHOWN_MAX]:
            _line(who, one, with_crew=everybody)
    if len(owed) > SHOWN_MAX:
        st.caption(_("{count} more; the oldest stand first.", count=number(len(owed) - SHOWN_MAX)))


def _line(who: Visitor, one: OwedPaper, *, with_crew: bool) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"case:{one.key}", gap="medium"):
        st.html(_summary(who, one, with_crew=with_crew))
        words = _("Write") if one.document_id is None else _("Open")
        if st.button(words, key=f"open:{one.key}", type="primary" if one.is_finding else "secondary"):
            st.query_params[OPEN] = one.key
            shell.rerun()


def _summary(who: Visitor, one: OwedPaper, *, with_crew: bool) -> str:
    facts = [service_name(one.sop_code)]
    if one.site_name:
        facts.append(one.site_name)
    if one.planned_on:
        facts.append(_("trip of {day}", day=local_date(one.planned_on, "medium")))
    more = [_age(who, one)]
    if one.unsigned:
        more.append(_("waits for: {parties}", parties=", ".join(party_name(one.kind, party) for party in one.unsigned)))
    if one.document_no:
        more.append(one.document_no)
    if with_crew and one.crew_names:
        more.append(one.crew_names)
    chip = pieces.chip(status_name(one.status), COLOURS[one.status]).text
    return (
        f'<div class="p-case"><b>{escape(paper_name(one.kind))}</b> {chip}<small>{escape(" · ".join(facts))}</small>'
        f"<small>{escape(' · '.join(more))}</small></div>"
    )


def _age(who: Visitor, one: OwedPaper) -> str:
    if one.status == "due" and one.due_at:
        return _("until {moment}", moment=local_datetime(one.due_at, who.zone, "short"))
    return _("for {duration}", duration=duration((who.now() - one.since).total_seconds()))


def _written(who: Visitor, actor: Actor) -> None:
    listed = latest_papers(who.db, actor, service_point=who.point.code)
    if not listed:
        pieces.empty(_("No paper was written yet."))
    with st.container(key="case_list"):
        for one in listed:
            _written_line(one)


def _written_line(one: WrittenPaper) -> None:
    state = (
        pieces.chip(_("void"), "red") if one.is_void
        else pieces.chip(_("unsigned"), "amber") if one.unsigned
        else pieces.chip(_("complete"), "green")
    )  # fmt: skip
    facts = [
        service_name(one.sop_code),
        *([one.site_name] if one.site_name else []),
        local_date(one.dated_on, "medium"),
    ]
    links = [(paper_address(one.document_id), "PDF")]
    if one.has_scan:
        links.append((scan_address(one.document_id), _("Scan")))
    drawn = " ".join(link(address, words).text for address, words in links)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"case:{one.document_id}", gap="medium"
    ):
        st.html(
            f'<div class="p-case"><b>{escape(paper_name(one.kind))}</b> {state.text}'
            f"<small>{escape(one.document_no)} · {escape(' · '.join(facts))}</small><small>{drawn}</small></div>"
        )
        if st.button(_("Open"), key=f"open:{one.document_id}"):
            st.query_params[OPEN] = one.document_id
            shell.rerun()


def _pin(who: Visitor, actor: Actor) -> None:
    known = has_pin(who.db, actor)
    words = (
        _("You have a PIN. A new one takes its place at once.")
        if known
        else _("You sign papers with six digits that only you know. Nobody else can set them for you.")
    )
    pieces.show(pieces.Html(f'<p class="p-quiet">{pieces.cell(words)}</p>'))
    with st.container(width=420):
        pin_form(who)


def _one(who: Visitor, actor: Actor, asked: str) -> None:
    if st.button(_("All papers"), icon=":material/arrow_back:", type="tertiary", key="back"):
        del st.query_params[OPEN]
        shell.rerun()
    say_once()
    owed = owed_papers(who.db, actor, who.now(), service_point=who.point.code, everybody=True)
    found = next((one for one in owed if asked == one.key), None)
    with st.container(width=720, key="paper_open"):
        if found and found.document_id is None:
            st.html(_summary(who, found, with_crew=True))
            paper_form(who, found)
        else:
            paper_panel(who, asked)


_MORE = {
    "missing": lambda: _("after their deadline"), "unsigned": lambda: _("a signature is absent"),
    "inconsistent": lambda: _("list and scan differ"), "due": lambda: _("not late yet"),
}  # fmt: skip

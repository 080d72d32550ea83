"""One request: who asks, what is next, its papers with whose signature each needs, its steps. One form per act."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from operations_app.components import pieces
from operations_app.components.anter_koper_act import carry_out, form_of
from operations_app.components.anter_koper_board import age
from operations_app.components.anter_koper_forms import (
    collection_form,
    decide_form,
    equipment_form,
    give_up_button,
    report_form,
    survey_form,
)
from operations_app.components.anter_koper_journey import (
    arrive_form,
    back_form,
    count_form,
    depart_form,
    photos_form,
    wait_form,
)
from operations_app.components.case_steps import steps_table
from operations_app.components.paper_addresses import link
from operations_app.components.paper_panel import paper_address, paper_panel
from operations_app.components.upload_field import upload_field
from operations_app.desk import anter_koper_acts as acts
from operations_app.desk.anter_koper import of_trip, Request
from operations_app.desk.anter_koper_papers import missing_papers, PaperOnFile, papers_of
from operations_app.desk.anter_koper_words import act_name, site_kind_name
from operations_app.desk.cases import case_of
from operations_app.desk.paper_words import paper_name, party_name
from operations_app.desk.uploads import kept
from operations_app.shell import Visitor
from warehouse.i18n import local_date, local_datetime, number, translator

_ = translator("operations_app")


def next_panel(who: Visitor, one: Request) -> None:
    """The act that is next, with its clock."""
    if not one.is_open:
        return
    with st.container(border=True, key="anter_koper_next"):
        title = pieces.cell(_("Next: {act}", act=act_name(one.next_act)))
        st.html(f'<div class="p-next"><b>{title}</b>{age(who, one).text}</div>')
        forms: dict[str, Callable[[Visitor, Request], None]] = {
            "decide": decide_form, "survey": survey_form, "equipment": equipment_form, "depart": depart_form,
            "arrive": arrive_form, "hand_over": count_form, "photos": photos_form, "back": back_form, "report": report_form,
        }  # fmt: skip
        stops = of_trip(who.db, who.point.code, one.trip_id, who.now()) if one.trip_id else []
        if one.next_act == "collection":
            collection_form(who, one, stops)
        elif one.next_act == "wait":
            wait_form(who, one, stops)
        elif one.next_act == "schedule":
            pieces.empty(_("The site waits for a day on the schedule of the month."))
            if who.may("close_case"):
                give_up_button(who, one)
        elif one.next_act in ("decide", "survey") or who.may("start_trip"):
            forms[one.next_act](who, one)
        else:
            pieces.empty(_("This is done by the technical officer."))


def facts(who: Visitor, one: Request) -> None:
    """The site and the letter; contacts are seen here and nowhere else."""
    identity = one.identity
    contact = " ".join(part for part in (identity["contact_name"], identity["contact_phone"]) if part)
    signer = ", ".join(part for part in (identity["signer_name"], identity["signer_office"]) if part)
    trip = f"{local_date(one.planned_on, 'medium')}, {one.vehicle_no}" if one.planned_on else ""
    lines = [
        (_("Site"), f"{one.site_no} · {site_kind_name(one.kind)}{' ' + one.level if one.level else ''}"),
        (_("People served"), number(one.people_served)), (_("Address"), identity["address"]), (_("Contact"), contact),
        (_("Signs for the site"), signer), (_("Letter"), one.letter),
        (_("Asked"), local_datetime(one.opened_at, who.zone)),
        (_("Wished day"), local_date(one.wished_on, "medium") if one.wished_on else ""),
        (_("Through"), _("public form") if one.channel == "public" else _("desk")), (_("Trip"), trip),
        (_("Message"), one.message),
    ]  # fmt: skip
    drawn = "".join(f"<dt>{pieces.cell(name)}</dt><dd>{pieces.cell(text)}</dd>" for name, text in lines if text)
    pieces.show(pieces.Html(f'<dl class="p-facts p-site">{drawn}</dl>'))


def papers(who: Visitor, one: Request) -> None:
    """Papers on file with their signatures, those that are owed, and the forms that put it right."""
    on_file = papers_of(who.db, one.case_id)
    owed = missing_papers(who.db, who.point.code, one)
    st.header(_("Papers"))
    if not on_file and not owed:
        pieces.empty(_("No paper yet."))
        return
    pieces.show(pieces.listing([_line(paper) for paper in on_file] + [_owed(kind) for kind in owed]))
    _one_paper(who, one, on_file)
    if "request_letter" in owed and who.may("issue_document"):
        _letter(who, one)
    if "photos" in owed and one.next_act != "photos" and who.may("issue_document"):
        with st.expander(_("Add photos")):
            photos_form(who, one)


def _line(paper: PaperOnFile) -> tuple[str, str, pieces.Html]:
    state = (
        pieces.chip(_("unsigned: {who}", who=", ".join(party_name(paper.kind, one) for one in paper.unsigned)), "amber")
        if paper.unsigned
        else pieces.chip(_("complete"), "green")
    )
    tail = pieces.Html(f"{state.text} {link(paper_address(paper.document_id), 'PDF').text}")
    small = " · ".join(part for part in (paper.document_no, paper.signers) if part)
    return paper_name(paper.kind), small, tail


def _owed(kind: str) -> tuple[str, str, pieces.Html]:
    return paper_name(kind), "", pieces.chip(_("missing"), "red")


def _one_paper(who: Visitor, one: Request, on_file: list[PaperOnFile]) -> None:
    """The paper that is chosen, to be signed or made void; the first that needs this account's signature lies open."""
    if not on_file:
        return
    names = {paper.document_id: paper_name(paper.kind) for paper in on_file}
    first = next((paper.document_id for paper in on_file if paper.unsigned), None)
    key = f"paper:{one.case_id}:{first}"
    chosen = st.pills(_("Open a paper"), list(names), format_func=names.__getitem__, default=first, key=key)
    if chosen:
        with st.container(border=True, key=f"paper-{chosen}"):
            paper_panel(who, chosen)


def _letter(who: Visitor, one: Request) -> None:
    name = f"letter:{one.case_id}"
    with st.expander(_("Add the scan of the letter"), icon=":material/attach_file:"):
        form = form_of(name)
        given = upload_field(_("Letter"), f"file:{form}")
        if st.button(_("Keep the letter"), type="primary", disabled=not given, key=f"keep:{form}") and carry_out(
            who,
            name,
            lambda hand: acts.keep_letter(hand, one, kept(who.db.settings, given[0])),
            _("The letter is on file."),
        ):
            st.rerun()


def steps(who: Visitor, one: Request) -> None:
    case = case_of(who.db, who.point.code, one.case_id)
    if case:
        st.header(_("Steps"))
        pieces.show(steps_table(case, who.zone))

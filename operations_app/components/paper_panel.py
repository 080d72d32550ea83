"""A paper that was written, whole: who has signed and who has not, where its list differs, the signing forms, the end of it.

`paper_panel` stands on "My papers", on the run sheet and wherever else a paper is to be finished.
"""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.components.paper_form import approval_form, GIVEN, successor_form
from operations_app.components.paper_signing import signing_forms
from operations_app.desk.paper_words import paper_name, party_name, service_name, way_name
from operations_app.desk.papers import paper_state, PaperState, services_of
from operations_app.desk.words import reason_name
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.i18n import local_date, local_datetime, number, translator

_ = translator("operations_app")

REASONS = ("mistake", "system_trouble", "other")
REASON_MAX = 500
NUMBERS_NAMED_MAX = 12


def paper_address(document_id: str) -> str:
    return f"/kertas/dokumen/{document_id}.pdf"


def scan_address(document_id: str) -> str:
    return f"/kertas/dokumen/{document_id}/pindaian"


def paper_panel(who: Visitor, document_id: str) -> None:
    """Nothing is shown of a paper of another agency or of a service that is not this account's."""
    paper = paper_state(who.db, document_id)
    if paper is None or paper.agency != who.agency.code or paper.sop_code not in services_of(who.session.roles):
        pieces.empty(_("There is no such paper."))
        return
    _head(paper)
    _links(paper)
    pieces.show(pieces.listing(_signature_lines(who, paper)))
    if paper.is_inconsistent:
        _differences(paper)
    if paper.is_void:
        _succeeded(who, paper)
        return
    signing_forms(who, paper)
    if who.may("void_document") and (paper.kind not in GIVEN or who.may("approve_request")):
        with st.expander(_("Make this paper void"), icon=":material/block:"):
            _void_form(who, paper)


def _head(paper: PaperState) -> None:
    where = f" · {paper.site_name}" if paper.site_name else ""
    copies = f" · {_('{count} copies', count=number(paper.copies))}" if paper.rule.lists_copies else ""
    state = (
        pieces.chip(_("void"), "red") if paper.is_void
        else pieces.chip(_("list differs"), "red") if paper.is_inconsistent
        else pieces.chip(_("unsigned"), "amber") if paper.unsigned
        else pieces.chip(_("complete"), "green")
    )  # fmt: skip
    pieces.show(
        pieces.Html(
            f'<div class="p-case"><b>{pieces.cell(paper_name(paper.kind))}</b> {state.text}'
            f"<small>{pieces.cell(paper.document_no)} · {pieces.cell(local_date(paper.dated_on, 'long'))}</small>"
            f"<small>{pieces.cell(service_name(paper.sop_code) + where + copies)}</small></div>"
        )
    )


def _links(paper: PaperState) -> None:
    with st.container(horizontal=True):
        key = f"pdf:{paper.document_id}"
        st.link_button(_("Show the paper (PDF)"), paper_address(paper.document_id), icon=":material/print:", key=key)
        if paper.has_scan:
            key = f"scanned:{paper.document_id}"
            st.link_button(_("Show the scan"), scan_address(paper.document_id), icon=":material/scan:", key=key)


def _signature_lines(who: Visitor, paper: PaperState) -> list[tuple[str, str, pieces.Cell]]:
    lines: list[tuple[str, str, pieces.Cell]] = []
    for one in paper.signatures:
        when = local_datetime(one["signed_at"], who.zone, "short")
        small = f"{one['name']}{' · ' + one['office'] if one['office'] else ''} · {way_name(one['way'])}, {when}"
        lines.append((party_name(paper.kind, one["party"]), small, pieces.chip(_("signed"), "green")))
    waiting = pieces.chip(_("not signed yet"), "amber")
    return [*lines, *((party_name(paper.kind, party), "", waiting) for party in paper.unsigned)]


def _differences(paper: PaperState) -> None:
    parts = []
    for copies, words in (
        (paper.only_listed, _("On the paper, not scanned: {numbers}.")),
        (paper.only_scanned, _("Scanned, not on the paper: {numbers}.")),
    ):
        if copies:
            more = len(copies) - NUMBERS_NAMED_MAX
            named = ", ".join(copies[:NUMBERS_NAMED_MAX]) + (f" (+{number(more)})" if more > 0 else "")
            parts.append(words.replace("{numbers}", named))
    st.warning(" ".join([_("The copy list and the scanned copies differ."), *parts]), icon=":material/difference:")


def _void_form(who: Visitor, paper: PaperState) -> None:
    form = turn(f"void:{paper.document_id}")
    form_shown(form)
    with st.form(form, border=False):
        code = st.selectbox(_("Why"), REASONS, format_func=reason_name, key=f"code:{form}")
        reason = st.text_input(_("Reason"), max_chars=REASON_MAX, key=f"reason:{form}")
        st.caption(_("Its number stays used. Write the paper that takes its place afterwards."))
        if st.form_submit_button(_("Make it void")):
            outcome = send(
                who, form, "void_document", document_id=paper.document_id, reason_code=code, reason=reason.strip()
            )
            if was_carried_out(outcome):
                next_turn(f"void:{paper.document_id}")
                say_after_rerun(_("{no} is void.", no=paper.document_no))
                shell.rerun()


def _succeeded(who: Visitor, paper: PaperState) -> None:
    successor = paper_state(who.db, paper.successor_id) if paper.successor_id else None
    if successor:
        st.info(_("It was replaced by {no}.", no=successor.document_no), icon=":material/arrow_forward:")
    elif paper.kind in GIVEN:
        approval_form(who, paper.case_id)
    elif who.may("issue_document"):
        successor_form(who, paper)

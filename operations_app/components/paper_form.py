"""Writing a paper of the road: its text with what is on record filled in, its place, its scan. Each form, one command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from operations_app import shell
from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.components.upload_field import upload_field
from operations_app.desk import uploads
from operations_app.desk.paper_drafts import first_wording, NARRATED, wording_again
from operations_app.desk.paper_words import paper_name
from operations_app.desk.papers import OwedPaper, PaperState
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.errors import Refused
from warehouse.i18n import translator
from warehouse.rules.outreach import PAPERS

_ = translator("operations_app")

BODY_MAX = 8000
PLACE_MAX = 200
NUMBERS_MAX = 40_000
FILED = frozenset({"request_letter", "photos"})
"""Kinds that are nothing without the picture or scan they file."""
GIVEN = frozenset({"approval"})
"""Kinds that come into being with another act."""
PLACED = frozenset({"handover_ba", "return_ba", "loan_evidence", "daily_report"})

OPEN = "dokumen"
"""The query parameter that names the paper which is open."""


def paper_form(who: Visitor, owed: OwedPaper) -> None:
    """Make a paper that is asked for."""
    if owed.kind in GIVEN:
        approval_form(who, owed.case_id)
        return
    _form(who, owed.case_id, owed.kind, owed.site_no, owed.site_name, lambda: first_wording(who.db, owed))


def approval_form(who: Visitor, case_id: str) -> None:
    """An approval that was made void is given anew, by who approves requests."""
    if not who.may("approve_request"):
        st.info(_("The head of division gives this by approving the request."), icon=":material/info:")
        return
    name = f"approval:{case_id}"
    form = turn(name)
    form_shown(form)
    with st.form(form, border=True):
        st.caption(_("The approval that was given is void; the decision stands. Your PIN signs a new one."))
        pin = st.text_input(
            _("Your PIN (signs the approval)"), type="password", max_chars=6, autocomplete="off", key=f"pin:{form}",
            width=240,
        )
        if st.form_submit_button(_("Give the approval anew"), type="primary", icon=":material/check:"):
            outcome = send(who, form, "approve_request", case_id=case_id, pin=pin)
            if was_carried_out(outcome):
                next_turn(name)
                say_after_rerun(_("{no} is written.", no=outcome.data["document_no"]))
                st.query_params[OPEN] = str(outcome.data["document_id"])
                shell.rerun()


def successor_form(who: Visitor, void: PaperState) -> None:
    """Write the paper that takes the place of a void one."""
    st.header(_("Write the one that takes its place"))
    _form(
        who, void.case_id, void.kind, void.site_no, void.place or void.site_name, lambda: wording_again(void),
        successor_of=void.document_id,
    )  # fmt: skip


def _form(
    who: Visitor, case_id: str, kind: str, site_no: str | None, place: str | None, wording: Callable[[], str],
    successor_of: str | None = None,
) -> None:  # fmt: skip
    name = f"paper:{case_id}:{kind}:{site_no or ''}"
    form = turn(name)
    form_shown(form)
    fields: dict[str, Any] = {
        "case_id": case_id,
        "document_kind": kind,
        "site_no": site_no,
        "successor_of": successor_of,
    }
    with st.container(border=True):
        if kind in PLACED:
            typed = st.text_input(_("Place"), place or "", max_chars=PLACE_MAX, key=f"place:{form}")
            fields["place"] = typed.strip() or None
        if kind not in FILED or kind == "photos":
            rows = 230 if kind in NARRATED else 110
            said = st.text_area(
                _("What the paper says"), wording(), max_chars=BODY_MAX, height=rows, key=f"body:{form}"
            )
            fields["body"] = said.strip() or None
        if PAPERS[kind].lists_copies:
            fields["copy_nos"] = _listed(form)
        scans: list[bytes] = []
        if kind in FILED:
            label = _("Photos") if kind == "photos" else _("Scan or photo of the letter")
            scans = upload_field(label, f"scan:{form}", pictures_only=kind == "photos", many=kind == "photos")
        words = _("Write: {paper}", paper=paper_name(kind))
        waits = kind in FILED and not scans
        key = f"make:{form}"
        if st.button(words, type="primary", icon=":material/edit_document:", disabled=waits, key=key, width="stretch"):
            _write(who, name, form, fields, scans)


def _listed(form: str) -> list[str] | None:
    """The list of a paper that was written by hand, when it is another one than what was scanned."""
    with st.expander(_("The signed paper lists other copies than were scanned")):
        typed = st.text_area(_("Copy numbers on the paper, one a line"), max_chars=NUMBERS_MAX, key=f"copies:{form}")
    numbers = list(dict.fromkeys(typed.replace(",", " ").split()))
    return numbers or None


def _write(who: Visitor, name: str, form: str, fields: dict[str, Any], scans: list[bytes]) -> None:
    """One paper, or one for each photo."""
    try:
        pictures_only = fields["document_kind"] == "photos"
        checked = [uploads.checked(one, picture_only=pictures_only) for one in scans]
        kept: list[str | None] = [uploads.kept_upload(who.db.settings, one) for one in checked]
    except Refused as unusable:
        st.error(unusable.sentence(), icon=":material/error:")
        return
    made = ""
    for place, sha256 in enumerate(kept or [None]):
        outcome = send(who, f"{form}:{place}", "issue_document", scan_sha256=sha256, **fields)
        if not was_carried_out(outcome):
            return
        made = outcome.data["document_no"]
        st.query_params[OPEN] = outcome.data["document_id"]
    next_turn(name)
    say_after_rerun(_("{no} is written.", no=made))
    shell.rerun()

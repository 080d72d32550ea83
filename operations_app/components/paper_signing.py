"""Signing a paper: an officer with the own PIN, people outside on the pad or on a scan of the paper they signed."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.components.signature_pad import signature_pad
from operations_app.components.upload_field import upload_field
from operations_app.desk import uploads
from operations_app.desk.paper_words import party_name
from operations_app.desk.papers import has_pin, HEADS, PaperState
from operations_app.papers.from_road import head_office
from operations_app.papers.official_parts import OFFICES
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.errors import Refused
from warehouse.i18n import translator
from warehouse.rules.outreach import OFFICERS

_ = translator("operations_app")

PIN_LENGTH = 6
NAME_MAX = 200


def signing_forms(who: Visitor, paper: PaperState) -> None:
    """What this account may sign or take the signature of, one form each."""
    rule, roles = paper.rule, who.session.roles
    if rule.officer and rule.officer not in paper.signed and OFFICERS[paper.sop_code] in roles:
        _pin_form(who, paper, rule.officer, OFFICES[paper.sop_code])
    if rule.outside and rule.outside not in paper.signed and who.may("sign_document"):
        _outside_form(who, paper, rule.outside)
    if "acknowledger" not in paper.signed and roles & HEADS:
        short = "Kabid" if "division_head" in roles else "Kasie"
        _pin_form(who, paper, "acknowledger", head_office(_actors(who, paper), short))


def pin_form(who: Visitor) -> None:
    """The six digits that only this account can set for itself."""
    form = turn("set_pin")
    form_shown(form)
    with st.form(form, border=True, clear_on_submit=True):
        first = st.text_input(_("New PIN (six digits)"), type="password", max_chars=PIN_LENGTH, key=f"first:{form}")
        second = st.text_input(_("Once more"), type="password", max_chars=PIN_LENGTH, key=f"second:{form}")
        _number_pad(form)
        if st.form_submit_button(_("Set my PIN"), type="primary"):
            if not _is_pin(first):
                st.error(_("A PIN has six digits."), icon=":material/error:")
            elif first != second:
                st.error(_("The two PINs differ. Type them again."), icon=":material/error:")
            elif was_carried_out(send(who, form, "set_pin", pin=first)):
                next_turn("set_pin")
                say_after_rerun(_("Your PIN is set. You sign papers with it."))
                shell.rerun()


def _pin_form(who: Visitor, paper: PaperState, party: str, office: str) -> None:
    actor = who.db.actor(who.login)
    if actor and not has_pin(who.db, actor):
        st.info(_("You have no PIN yet. Set one, then sign."), icon=":material/key:")
        pin_form(who)
        return
    form = turn(f"sign:{paper.document_id}:{party}")
    form_shown(form)
    with st.form(form, border=True, clear_on_submit=True):
        words = _("{party}: sign as {name}", party=party_name(paper.kind, party), name=who.session.name)
        pin = st.text_input(words, type="password", max_chars=PIN_LENGTH, key=f"pin:{form}")
        _number_pad(form)
        if st.form_submit_button(_("Sign with my PIN"), type="primary", icon=":material/draw:", width="stretch"):
            if not _is_pin(pin):
                st.error(_("A PIN has six digits."), icon=":material/error:")
            else:
                outcome = send(
                    who, form, "sign_document", document_id=paper.document_id, party=party, pin=pin, office=office
                )
                if was_carried_out(outcome):
                    _signed(form)


def _outside_form(who: Visitor, paper: PaperState, party: str) -> None:
    """The name, then the signature itself; what was typed stays when the signature is refused."""
    form = turn(f"outside:{paper.document_id}")
    form_shown(form)
    with st.container(border=True, key=f"outside-{paper.document_id}"):
        left, right = st.columns(2)
        name = left.text_input(
            _("{party}: name", party=party_name(paper.kind, party)), paper.signer_name or "", max_chars=NAME_MAX,
            key=f"name:{form}",
        )  # fmt: skip
        office = right.text_input(_("Office"), paper.signer_office or "", max_chars=NAME_MAX, key=f"office:{form}")
        names = {"pad": _("On the screen"), "scan": _("Photo or scan")}
        way = st.segmented_control(
            _("How it is signed"), list(names), format_func=names.__getitem__, default="pad", required=True,
            key=f"way:{form}", label_visibility="collapsed",
        )  # fmt: skip
        try:
            if way == "pad":
                drawn = signature_pad(paper.document_id, label=_("Signature of the recipient or sender"), turn=form)
                if drawn is None:
                    return
                _named(name)
                found = {"drawn_sha256": uploads.kept_signature(who.db.settings, drawn)}
            else:
                scans = upload_field(_("The paper with the signature on it"), f"scan:{form}")
                words, key = _("Keep the scan"), f"keep:{form}"
                if not st.button(words, type="primary", disabled=not scans, key=key, width="stretch"):
                    return
                _named(name)
                found = {"scan_sha256": uploads.kept(who.db.settings, scans[0])}
        except Refused as unusable:
            st.error(unusable.sentence(), icon=":material/error:")
            return
        outcome = send(
            who, form, "sign_document", document_id=paper.document_id, party=party, name=name.strip(),
            office=office.strip() or None, **found,
        )  # fmt: skip
        if was_carried_out(outcome):
            _signed(form)


def _named(name: str) -> None:
    if not name.strip():
        raise Refused("outside_signature_is_seen", _("Write the name of who signs first."))


def _signed(form: str) -> None:
    next_turn(form.rpartition(":")[0])
    say_after_rerun(_("Signed."))
    shell.rerun()


def _actors(who: Visitor, paper: PaperState) -> tuple[str, ...]:
    day = paper.issued_at.astimezone(who.agency.zone).date()
    return who.db.catalogue.version_for(paper.sop_code, who.agency.code, day).actors


def _number_pad(form: str) -> None:
    """Phones show digits for a PIN: Streamlit's own field cannot ask for them. `form` makes each form's script news."""
    st.html(
        f"<script>/* {form} */ for (const wait of [0, 200, 800]) setTimeout(() => document.querySelectorAll("
        "'input[type=password]').forEach((field) => field.setAttribute('inputmode', 'numeric')), wait);</script>",
        unsafe_allow_javascript=True,
    )


def _is_pin(pin: str) -> bool:
    return len(pin) == PIN_LENGTH and pin.isascii() and pin.isdigit()

"""A request that came as a letter, typed in by staff: the site found by its name or taken in, the letter scanned."""

from __future__ import annotations

from datetime import date

import streamlit as st

from operations_app.components.anter_koper_act import carry_out, form_of
from operations_app.components.anter_koper_board import ASKED
from operations_app.components.upload_field import upload_field
from operations_app.desk.anter_koper_acts import Done, Hand
from operations_app.desk.anter_koper_request import (
    find_sites,
    FoundSite,
    Letter,
    LEVELS,
    NewSite,
    PUBLIC_KINDS,
    site_of_number,
    submit,
)
from operations_app.desk.anter_koper_words import site_kind_name
from operations_app.desk.uploads import kept
from operations_app.shell import Visitor
from warehouse.clock import local_day
from warehouse.errors import BadInput
from warehouse.i18n import N_, translator

_ = translator("operations_app")

NEW = ""
FORM = "anter_koper_request"


def request_form(who: Visitor) -> None:
    form = form_of(FORM)
    words = st.text_input(
        _("Which site asks"), key=f"find:{form}", max_chars=80, placeholder=_("Part of its name or its number"),
        icon=":material/search:",
    )  # fmt: skip
    if not words.strip():
        st.caption(_("Type a part of the name; a site that is not known yet is taken in here too."))
        return
    found = {one.site_no: one for one in find_sites(who.db, who.agency.code, words)}
    labels = {no: f"{one.name} ({no})" for no, one in found.items()} | {NEW: _("Not among these: a new site")}
    chosen = st.radio(_("Site"), list(labels), format_func=labels.__getitem__, key=f"site:{form}:{words}")
    with st.form(form, border=True):
        new_site = _new_site(form, words) if chosen == NEW else None
        number, dated, wished = st.columns([2, 1, 1])
        letter_no = number.text_input(_("Number of the letter"), max_chars=200, key=f"no:{form}")
        today = local_day(who.now(), who.zone)
        dated_on: date = dated.date_input(_("Date of the letter"), today, format="DD/MM/YYYY", key=f"dated:{form}")
        wished_on: date | None = wished.date_input(_("Wished day"), None, format="DD/MM/YYYY", key=f"wished:{form}")
        given = upload_field(_("Scan of the letter"), f"file:{form}")
        if st.form_submit_button(_("Take the request in"), type="primary"):
            case: dict[str, str] = {}

            def act(hand: Hand) -> Done:
                site = site_of_number(who.db, who.agency.code, chosen) if chosen else None
                letter = _letter(who, letter_no, dated_on, wished_on, given)
                case.update(_submitted(hand, letter, site, new_site))
                return Done({})

            if carry_out(who, FORM, act, _("The request is on the board.")):
                st.query_params[ASKED] = case["case_id"]
                st.rerun()


def _letter(who: Visitor, number: str, dated_on: date, wished_on: date | None, given: list[bytes]) -> Letter:
    if not number.strip():
        raise BadInput(
            "letter_has_a_number", N_("Write the number of the letter, or “tanpa nomor”."), field="letter_no"
        )
    return Letter(number, dated_on, wished_on, kept(who.db.settings, given[0]) if given else None)


def _submitted(hand: Hand, letter: Letter, site: FoundSite | None, new_site: NewSite | None) -> dict[str, str]:
    return submit(
        hand.db, service_point=hand.service_point, at=hand.at, key=hand.key, actor=hand.login, channel="desk",
        letter=letter, site=site, new_site=new_site,
    )  # fmt: skip


def _new_site(form: str, words: str) -> NewSite:
    name, kind, level, people = st.columns([3, 2, 1, 1.2])
    called = name.text_input(_("Name of the site"), words.strip(), max_chars=200, key=f"name:{form}:{words}")
    what = kind.selectbox(_("Kind"), PUBLIC_KINDS, format_func=site_kind_name, key=f"kind:{form}")
    of_school = level.selectbox(_("Level"), ["", *LEVELS], key=f"level:{form}")
    served = people.number_input(_("People served"), 0, 1_000_000, None, key=f"people:{form}")
    address = st.text_input(_("Address"), max_chars=200, key=f"address:{form}")
    return NewSite(called, what, of_school or None, served, address or None)

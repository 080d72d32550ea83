"""Members: found, a new card, a card blocked or opened again."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.block_form import block_form
from operations_app.components.entry_form import entry_form, Field
from operations_app.components.guest_fields import sexes
from operations_app.components.outcome import say_once
from operations_app.desk.members import find_members, MEMBER_TYPES, type_name
from operations_app.desk.records import RecordsDesk
from operations_app.tabs import desk_of_tab
from warehouse.i18n import local_date, rupiah, translator

_ = translator("operations_app")


def show() -> None:
    who = shell.visitor()
    st.title(_("Members"))
    say_once()
    if not who.may("register_member"):
        _find(who)
        return
    find, new = st.tabs([_("Find a member"), _("New member")])
    with find:
        _find(who)
    with new:
        _new(who)


def _new(who: shell.Visitor) -> None:
    lists = who.agency.lists
    desk = desk_of_tab(who, RecordsDesk)
    entry_form(
        desk.desk_id,
        "member",
        (
            Field("member_no", _("Card number"), required=True, width="narrow", placeholder=_("Scan or type")),
            Field("name", _("Full name"), required=True, width="broad"),
            Field("sex", _("Sex"), "choice", options=sexes(), width="narrow"),
            Field("birth_date", _("Date of birth"), "date", width="narrow"),
            Field(
                "member_type",
                _("Type of member"),
                "select",
                options=[(one, type_name(one)) for one in MEMBER_TYPES],
                width="narrow",
            ),
            Field("occupation", _("Occupation"), "select", options=[(one, one) for one in lists.occupations]),
            Field("education", _("Education"), "select", options=[(one, one) for one in lists.education]),
            Field("identity_no", _("Identity number"), width="narrow"),
            Field("phone", _("Telephone"), width="broad"),
            Field("address", _("Address"), width="wide"),
        ),
        submit_label=_("Register the member"),
    )
    st.caption(_("Name, address and numbers stay at this desk's database; reports only see a pseudonym."))


def _find(who: shell.Visitor) -> None:
    wanted = st.text_input(_("Name or card number"), key="find_member", icon=":material/search:", max_chars=60)
    if not wanted.strip():
        pieces.empty(_("Type a part of the name, or scan the card."))
        return
    found = find_members(who.db, who.agency.code, wanted)
    if not found:
        pieces.empty(_("No member is called so."))
        return
    today = who.now().astimezone(who.agency.zone).date()
    pieces.show(
        pieces.table(
            (_("Name"), _("Card"), _("Valid until"), _("Copies out"), _("Owed")),
            (
                (
                    one.name,
                    one.member_no,
                    pieces.chip(_("blocked"), "red")
                    if one.is_blocked
                    else pieces.chip(local_date(one.expires_on, "medium"), "red")
                    if one.expires_on < today
                    else local_date(one.expires_on, "medium"),
                    str(one.loans),
                    rupiah(one.unpaid_idr) if one.unpaid_idr else "–",
                )
                for one in found
            ),
            right=(3, 4),
        )
    )
    if who.may("block_member"):
        with st.expander(_("Block a card, or open it again")):
            block_form(who, found)

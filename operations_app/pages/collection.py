"""Collection: a new title with its copies, further copies of a title, and what a copy number stands for."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.circulation_rare import withdraw_form
from operations_app.components.entry_form import entry_form, Field
from operations_app.desk.collection import collection_name, find_titles
from operations_app.desk.records import RecordsDesk
from operations_app.tabs import desk_of_tab
from warehouse.i18n import translator
from warehouse.records.collection import COLLECTIONS

_ = translator("operations_app")


def show() -> None:
    who = shell.visitor()
    st.title(_("Collection"))
    names = [_("Find a title"), _("New title"), _("Further copies")]
    find, title, copies, *out = st.tabs([*names, _("Out of the collection")] if who.may("withdraw_copy") else names)
    desk = desk_of_tab(who, RecordsDesk)
    with find:
        _find(who)
    with title:
        entry_form(desk.desk_id, "title", _title_fields(), submit_label=_("Add title and copies"))
    with copies:
        like = Field("like_copy_no", _("Number of a copy that is there"), required=True)
        entry_form(desk.desk_id, "copy", (like, *_copy_fields()), submit_label=_("Add the copies"))
    for tab in out:
        with tab:
            withdraw_form(who)


def _title_fields() -> tuple[Field, ...]:
    return (
        Field("title", _("Title"), required=True, width="wide"),
        Field("author", _("Author")),
        Field("publisher", _("Publisher")),
        Field("publish_year", _("Year"), "number", width="narrow"),
        Field("isbn", "ISBN", width="narrow"),
        Field("ddc", _("DDC number"), width="narrow"),
        *_copy_fields(),
    )


def _copy_fields() -> tuple[Field, ...]:
    return (
        Field(
            "copy_nos",
            _("Copy numbers"),
            required=True,
            width="wide",
            placeholder=_("One or more, separated by blanks"),
        ),
        Field(
            "collection",
            _("Collection"),
            "select",
            options=[(one, collection_name(one)) for one in COLLECTIONS],
            value="general",
        ),
        Field("call_number", _("Call number")),
    )


def _find(who: shell.Visitor) -> None:
    wanted = st.text_input(_("Title, author or copy number"), key="find_title", icon=":material/search:", max_chars=60)
    if not wanted.strip():
        pieces.empty(_("Type a part of the title, or scan a copy."))
        return
    found = find_titles(who.db, who.agency.code, wanted)
    if not found:
        pieces.empty(_("No title is called so."))
        return
    pieces.show(
        pieces.table(
            (_("Title"), _("Copy"), _("Collection"), _("Where")),
            (
                (
                    pieces.with_sub(one.title, one.author or ""),
                    one.copy_no,
                    collection_name(one.collection),
                    pieces.chip(_("lent"), "amber")
                    if one.is_out
                    else pieces.chip(_("on a vehicle") if one.away == "trip" else _("at a site"), "amber")
                    if one.away
                    else pieces.chip(_("on the shelf"), "green")
                    if one.is_lendable
                    else pieces.chip(_("read here")),
                )
                for one in found
            ),
        )
    )

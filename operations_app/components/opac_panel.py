"""The title search inside the app: the same search as the public catalogue, with copy numbers. Any page may show it."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from operations_app import runtime, shell
from operations_app.components import pieces
from operations_app.desk import opac
from operations_app.desk.collection import collection_name
from operations_app.desk.opac_words import class_names, copy_words, field_names, sort_names
from warehouse.clock import local_day
from warehouse.errors import BadInput
from warehouse.i18n import number, translator
from warehouse.records.collection import COLLECTIONS

_ = translator("operations_app")

COLOURS = {"shelf": "green", "lent": "amber", "away": "amber", "in_library": ""}


def search_panel(who: shell.Visitor) -> None:
    """One box, its filters, and a page of titles with every copy."""
    box, narrow = st.columns([5, 1], vertical_alignment="bottom")
    text = box.text_input(
        _("Title, author, subject, ISBN or class number"),
        key="opac_text",
        icon=":material/search:",
        max_chars=opac.TEXT_MAX,
    )
    words = {"q": text, **_filters(who, narrow)}
    asked = repr(words)
    if st.session_state.get("opac_asked") != asked:
        st.session_state.opac_asked, st.session_state.opac_page = asked, 1
    try:
        search = opac.read_search({**words, "p": str(st.session_state.opac_page)}, who.db)
    except BadInput as refusal:
        st.error(refusal.sentence())
        return
    if not search.text and not (words["collection"] or words["class"]):
        pieces.empty(_("Type what you remember; the spelling need not be right."))
        return
    page = opac.find(who.db, runtime.get().title_index(), search)
    _told(page)
    if page.cards:
        today = local_day(who.now(), who.zone)
        pieces.show(_table(who, page, today))
        _pages(page)


def _filters(who: shell.Visitor, where: st.delta_generator.DeltaGenerator) -> dict[str, str]:
    with where.popover(_("Narrow the search"), use_container_width=True):
        chosen = {
            "in": _choice(_("Look in"), field_names(), "opac_in"),
            "collection": _choice(_("Collection"), {"": _("All collections"), **_collections()}, "opac_collection"),
            "class": _choice(_("Class"), {"": _("All classes"), **class_names()}, "opac_class"),
            "place": "",
            "sort": _choice(_("Order"), sort_names(), "opac_sort"),
        }
        places = opac.places(who.db)
        if places:
            chosen["place"] = _choice(_("Library"), {"": _("All libraries"), **dict(places)}, "opac_place")
        chosen["now"] = "1" if st.checkbox(_("Only what can be borrowed now"), key="opac_now") else ""
    return chosen


def _choice(label: str, names: dict[str, str], key: str) -> str:
    return str(st.selectbox(label, list(names), format_func=names.__getitem__, key=key))


def _collections() -> dict[str, str]:
    return {one: collection_name(one) for one in COLLECTIONS}


def _told(page: opac.Page) -> None:
    """What stands above the hits: how many, and how the words were understood."""
    typed = page.search.text
    if not page.is_prepared:
        st.info(_("The index is being prepared. For a moment only words spelled exactly so are found."))
    if not page.total:
        nothing = _("Nothing was found for “{typed}”", typed=typed) if typed else _("Nothing was found")
        pieces.empty(nothing)
    elif page.corrected:
        st.info(_("Nothing is spelled “{typed}”. Shown is:", typed=typed) + f" **{page.corrected}**")
    elif page.some_words_only:
        st.info(_("No title has all of these words. Shown are those with most of them."))
    if page.total == 1:
        st.caption(_("1 title"))
    elif page.total:
        st.caption(_("{count} titles", count=number(page.total)))


def _table(who: shell.Visitor, page: opac.Page, today: date) -> pieces.Html:
    rows = []
    marks_near = bool(page.as_typed)
    for card in page.cards:
        told = [
            card.author,
            str(card.publish_year or ""),
            _("spelled nearly so") if card.is_near and marks_near else "",
        ]
        shelves = "".join(
            pieces.with_sub(
                shelf.call_number or card.ddc or "–",
                f"{collection_name(shelf.collection)} · {opac.place_name(who.db, shelf.service_point)}",
            ).text
            for shelf in card.shelves
        )
        copies = "".join(
            f'<div style="white-space:nowrap">{escape(copy.copy_no)} '
            f"{pieces.chip(copy_words(copy, today), COLOURS[copy.standing]).text}</div>"
            for copy in card.copies
        )
        rows.append(
            (pieces.with_sub(card.title, " · ".join(filter(None, told))), pieces.Html(shelves), pieces.Html(copies))
        )
    return pieces.table((_("Title"), _("Call number"), _("Copies and where they are now")), rows)


def _pages(page: opac.Page) -> None:
    if page.pages < 2:
        return
    back, at, further = st.columns([1, 2, 1], vertical_alignment="center")
    now = page.search.page
    if back.button(_("Back"), key="opac_back", disabled=now == 1, width="stretch"):
        st.session_state.opac_page = now - 1
        shell.rerun()
    at.html(f'<p style="text-align:center;margin:0">{now} / {page.pages}</p>')
    if further.button(_("Further"), key="opac_further", disabled=now >= page.pages, width="stretch"):
        st.session_state.opac_page = now + 1
        shell.rerun()

"""Links to papers that open in a tab of their own, ready to be printed. Addresses only; the papers are made elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

import streamlit as st

from warehouse.i18n import translator

_ = translator("operations_app")

LAYOUTS = ("a4", "card")


def card_address(member_no: str) -> str:
    return f"/kertas/kartu/{quote(member_no, safe='')}.pdf"


def cards_address(member_nos: Sequence[str], layout: str) -> str:
    """Several cards in one document: a sheet of A4, or one card a page."""
    return "/kertas/kartu.pdf?" + urlencode([*(("no", member_no) for member_no in member_nos), ("sheet", layout)])


def note_address(case_id: str) -> str:
    return f"/kertas/nota-fotokopi/{quote(case_id)}.pdf"


def card_link(member_no: str, key: str) -> None:
    st.link_button(_("Print the card"), card_address(member_no), icon=":material/print:", key=key)


def note_link(case_id: str, key: str) -> None:
    st.link_button(_("Print the note"), note_address(case_id), icon=":material/print:", key=key, type="primary")

"""OPAC: the title search for staff, and the way to the catalogue that visitors use themselves."""

from __future__ import annotations

from html import escape

import streamlit as st

from operations_app import shell
from operations_app.components.opac_panel import search_panel
from warehouse.i18n import translator

_ = translator("operations_app")


def show() -> None:
    who = shell.visitor()
    st.title(_("OPAC"))
    lead = escape(_("Where a title stands, and whether a copy is on the shelf now."))
    public = escape(_("Open the visitors' catalogue"))
    st.html(f'<p class="p-lead">{lead} <a href="/opac" target="_blank">{public}</a></p>')
    search_panel(who)

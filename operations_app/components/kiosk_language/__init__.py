"""Brings a kiosk back to the home's language: the language is a cookie, and only the browser can have it changed."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

_FILES = files("operations_app.components.kiosk_language")

_mount = st.components.v2.component(
    "patuh_kiosk_language", html="<span hidden></span>", js=_FILES.joinpath("kiosk_language.js").read_text("utf-8")
)


def back_to(code: str) -> None:
    """The kiosk speaks `code` again."""
    _mount(key="kiosk_language", data={"url": f"/bahasa?ke={code}&next=/health"})

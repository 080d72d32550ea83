"""A sum in one line, as one would write it on paper: terms with their signs, the result, and a sentence beneath."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True)
class Term:
    """`sign` stands before the term: +, −, ÷ or =."""

    value: str
    label: str
    sign: str = ""
    is_result: bool = False


def sum_line(terms: list[Term], sentence: str = "", *, wrong: str = "") -> None:
    """`wrong` says that the terms do not add up; nothing when they do."""
    told = f'<p class="sum-says">{escape(sentence)}</p>' if sentence else ""
    warned = f'<p class="sum-says sum-wrong">{escape(wrong)}</p>' if wrong else ""
    st.html(f'<div class="sum">{"".join(_term(term) for term in terms)}</div>{told}{warned}')


def _term(term: Term) -> str:
    sign = f'<span class="sign">{escape(term.sign)}</span>' if term.sign else ""
    kind = "term result" if term.is_result else "term"
    named = f'<span class="{kind}"><b>{escape(term.value)}</b><i>{escape(term.label)}</i></span>'
    return f"<div>{sign}{named}</div>"

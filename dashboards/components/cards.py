"""Cards: one figure each, with its change against the period before, what it stands on, and its course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboards.figures.sparkline import as_image, sparkline
from dashboards.readings.headline import Figure
from dashboards.readings.rates import SMALL_N
from dashboards.wording import NOTHING, points, relative, share
from warehouse.i18n import number, translator

_ = translator("dashboards")


@dataclass(frozen=True)
class Card:
    """`label` and `meaning` are texts in the language in use; `note` overrides what the figure stands on."""

    figure: Figure
    label: str
    meaning: str
    note: str = ""


def cards(shown: Sequence[Card]) -> None:
    st.html('<div class="cards">' + "".join(card_html(card) for card in shown) + "</div>")


def card_html(card: Card) -> str:
    figure = card.figure
    course = as_image(sparkline(figure.course), "spark")
    value = share(figure.value, 1) if figure.is_rate else number(figure.value or 0)
    return (
        f'<section class="card" title="{escape(card.meaning)}"><h3>{escape(card.label)}</h3>'
        f'<p class="value">{escape(value)}</p>{_change(figure)}'
        f'<p class="basis">{escape(card.note or _basis(figure))}</p>'
        f"{course}</section>"
    )


def _change(figure: Figure) -> str:
    change = figure.change
    if change is None:
        return _flat(_("no period before"))
    told = points(change) if figure.is_rate else relative(figure.value or 0, figure.previous or 0)
    if told == NOTHING or abs(change) < 0.0005:
        return _flat(_("unchanged"))
    direction, arrow = ("up", "▲") if change > 0 else ("down", "▼")
    return f'<p class="change {direction}"><span aria-hidden="true">{arrow}</span> {escape(told)}</p>'


def _flat(sentence: str) -> str:
    return f'<p class="change flat">{escape(sentence)}</p>'


def _basis(figure: Figure) -> str:
    if figure.part is None or figure.whole is None:
        return _("before: {value}", value=number(figure.previous or 0))
    told = _("{part} of {whole} steps", part=number(figure.part), whole=number(figure.whole))
    return told + " · " + _("few") if 0 < figure.whole < SMALL_N else told

"""Cards: one figure each, with its change against the period before, what it stands on, and its course."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import streamlit as st

from dashboards.figures.sparkline import as_image, sparkline
from dashboards.readings.headline import Figure
from dashboards.readings.rates import SMALL_N
from dashboards.wording import NOTHING, points, relative, share
from warehouse.i18n import number, rupiah, translator

_ = translator("dashboards")


@dataclass(frozen=True)
class Card:
    """`label` and `meaning` are texts in the language in use; `note` overrides what the figure stands on.

    `said` writes a value that is no rate; a figure that is never added to the others stands `apart`. `rise` says what
    more of it means: good news, bad news, or neither.
    """

    figure: Figure
    label: str
    meaning: str
    note: str = ""
    said: Callable[[Any], str] = number
    apart: bool = False
    rise: Literal["good", "bad", "plain"] = "good"
    instead: str = ""  # stands where the change would, for a figure that is not compared


def cards(shown: Sequence[Card], *, in_a_row: int = 5) -> None:
    kind = "cards" if in_a_row == 5 else f"cards of-{in_a_row}"
    st.html(f'<div class="{kind}">' + "".join(card_html(card) for card in shown) + "</div>")


def one_decimal(value: float) -> str:
    return number(value, 1)


def in_rupiah(value: float) -> str:
    return rupiah(int(value))


def card_html(card: Card) -> str:
    figure = card.figure
    course = as_image(sparkline(figure.course), "spark")
    value = NOTHING if figure.value is None else share(figure.value, 1) if figure.is_rate else card.said(figure.value)
    return (
        f'<section class="card{" apart" if card.apart else ""}" title="{escape(card.meaning)}"><h3>{escape(card.label)}</h3>'
        f'<p class="value">{escape(value)}</p>{_change(card)}'
        f'<p class="basis">{escape(card.note or _basis(card))}</p>'
        f"{course}</section>"
    )


def _change(card: Card) -> str:
    if card.instead:
        return _flat(card.instead)
    figure, change = card.figure, card.figure.change
    if change is None:
        return _flat(_("no period before"))
    told = points(change) if figure.is_rate else relative(figure.value or 0, figure.previous or 0)
    if told == NOTHING or abs(change) < (0.0005 if figure.is_rate else 0.005):
        return _flat(_("unchanged"))
    arrow = "▲" if change > 0 else "▼"
    news = "plain" if card.rise == "plain" else "up" if (change > 0) == (card.rise == "good") else "down"
    return f'<p class="change {news}"><span aria-hidden="true">{arrow}</span> {escape(told)}</p>'


def _flat(sentence: str) -> str:
    return f'<p class="change flat">{escape(sentence)}</p>'


def _basis(card: Card) -> str:
    figure = card.figure
    if figure.part is None or figure.whole is None:
        return _("before: {value}", value=card.said(figure.previous or 0))
    told = _("{part} of {whole} steps", part=number(figure.part), whole=number(figure.whole))
    return told + " · " + _("few") if 0 < figure.whole < SMALL_N else told

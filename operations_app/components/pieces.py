"""Small pieces of HTML that several pages show. Text goes in plain and comes out escaped; no database, no rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from html import escape

import streamlit as st

from operations_app.desk.answer import duration
from warehouse.i18n import number

AMBER_FROM = 0.8


@dataclass(frozen=True)
class Html:
    """Text that is HTML already."""

    text: str


Cell = str | Html


def cell(content: Cell) -> str:
    return content.text if isinstance(content, Html) else escape(content)


def lead(sentence: str) -> None:
    st.html(f'<p class="p-lead">{escape(sentence)}</p>')


def heading(text: str) -> Html:
    return Html(f'<p class="p-heading">{escape(text)}</p>')


def show(*parts: Html) -> None:
    """Several pieces as one element: one gap, one message to the browser."""
    st.html("".join(part.text for part in parts))


def empty(sentence: str) -> None:
    """What stands where a list has nothing to show."""
    st.html(f'<div class="p-empty">{escape(sentence)}</div>')


def cards(figures: Iterable[tuple[str, str, str]]) -> None:
    """Cards of (name, figure, further words)."""
    drawn = "".join(
        f'<div class="p-card{" money" if figure.startswith("Rp") else ""}"><div class="name">{escape(name)}</div>'
        f'<div class="figure">{escape(figure)}</div><div class="more">{escape(more)}</div></div>'
        for name, figure, more in figures
    )
    st.html(f'<div class="p-cards">{drawn}</div>')


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], right: Sequence[int] = ()) -> Html:
    """A plain table; `right` are the positions of figures."""
    head = "".join(
        f'<th scope="col"{" class=num" if place in right else ""}>{escape(name)}</th>'
        for place, name in enumerate(columns)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{' class=num' if place in right else ''}>{cell(content)}</td>" for place, content in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return Html(
        f'<div class="p-scroll"><table class="p-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def with_sub(text: str, sub: str) -> Html:
    """A line with a smaller one below."""
    return Html(f'{escape(text)}<span class="sub">{escape(sub)}</span>')


def chip(text: str, colour: str = "") -> Html:
    return Html(f'<span class="p-chip {escape(colour)}">{escape(text)}</span>')


def pace(elapsed: timedelta, standard_s: int | None) -> Html:
    """Elapsed time with its colour and shape: amber from 80 % of the standard, red beyond it."""
    elapsed_s = max(0.0, elapsed.total_seconds())
    if standard_s is None:
        colour = "free"
    elif elapsed_s > standard_s:
        colour = "red"
    elif elapsed_s >= AMBER_FROM * standard_s:
        colour = "amber"
    else:
        colour = "green"
    return Html(f'<span class="p-pace {colour}"><i></i>{escape(duration(elapsed_s))}</span>')


def listing(rows: Iterable[tuple[str, str, Cell]]) -> Html:
    """Lines of (what, smaller words, tail)."""
    drawn = "".join(
        f'<li><span class="what">{escape(what)}<small>{escape(small)}</small></span>'
        f'<span class="tail">{cell(tail)}</span></li>'
        for what, small, tail in rows
    )
    return Html(f'<ul class="p-list">{drawn}</ul>')


def lines(texts: Iterable[str]) -> Html:
    """Several short lines in one cell."""
    return Html("<br>".join(escape(text) for text in texts))


def bar(count: int, most: int) -> Html:
    """A figure with its share of the largest one as a bar."""
    width = round(100 * count / most) if most else 0
    return Html(f'<span class="p-bar"><i style="width:{width}%"></i></span>{escape(number(count))}')

"""The name to compare before a bag goes out or a visitor is inspected, large enough to read across the counter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from operations_app.components.locker_board import state_words
from operations_app.components.pieces import cell, chip, Html, table, with_sub
from operations_app.desk.answer import duration
from operations_app.desk.locker_board import Bag
from warehouse.i18n import local_datetime, local_time, translator

_ = translator("operations_app")


def match_panel(bag: Bag, now: datetime, zone: str) -> Html:
    """Number and name, since when, and what is unusual."""
    held = duration((now - bag.deposited_at).total_seconds())
    words = state_words(bag)
    unusual = chip(words, "amber").text if words else ""
    since = _("in since {time}, for {held}", time=local_time(bag.deposited_at, zone), held=held)
    return Html(
        f'<div class="p-match"><div class="no">{cell(bag.locker_no)}</div><div><div class="who">{cell(bag.name)}</div>'
        f"<p>{cell(bag.member_no or _('guest'))} · {cell(since)} {unusual}</p></div></div>"
    )


def bags_table(bags: Iterable[Bag], now: datetime, zone: str) -> Html:
    """Bags with their owners, for whoever asks by name."""
    return table(
        (_("Locker"), _("Name"), _("Since"), _("Held for"), ""),
        (
            (
                bag.locker_no,
                with_sub(bag.name, bag.member_no or _("guest")),
                local_datetime(bag.deposited_at, zone, "short"),
                duration((now - bag.deposited_at).total_seconds()),
                chip(state_words(bag), "red" if bag.is_left_behind else "amber") if state_words(bag) else "",
            )
            for bag in bags
        ),
    )


def plain(name: str) -> str:
    """A name inside a sentence of Markdown: its own signs mean nothing."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-.!|~$:" else sign for sign in name)

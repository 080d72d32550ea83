"""The lockers as a board of buttons; a tap is a scan of the number. What it does: operations_app.desk.locker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from operations_app.components.mount import component
from operations_app.desk.answer import duration
from operations_app.desk.locker_board import Bag, Board, Locker
from warehouse.clock import local_day
from warehouse.i18n import local_date, local_time, translator

_ = translator("operations_app")

_mount = component("locker_board")


def locker_board(
    desk_id: str, board: Board, shown: Sequence[Locker], zone: str, *, chosen: str | None, with_inspections: bool
) -> None:
    """Show the lockers `shown`; a tap has changed the desk before the page is drawn again."""
    _mount(
        key="locker_board",
        data={
            "desk": desk_id,
            "url": "/api/desk/scan",
            "sign_in_url": "/masuk",
            "label": _("Lockers"),
            "no_connection": _("no connection"),
            "cells": [_cell(one, board, zone, one.number == chosen, with_inspections) for one in shown],
        },
        on_tapped_change=lambda: None,
    )


def _cell(locker: Locker, board: Board, zone: str, is_chosen: bool, with_inspections: bool) -> dict[str, Any]:
    bag = locker.bag
    cell: dict[str, Any] = {"number": locker.number, "is_chosen": is_chosen, "inspections": None}
    if bag is None:
        return {**cell, "state": "free", "small": _("free"), "title": _("free")}
    held = duration((board.now - bag.deposited_at).total_seconds())
    title = _("{name}, in since {time}", name=bag.name, time=held)
    return {
        **cell,
        "state": "left" if bag.is_left_behind else "lost" if bag.card_lost else "used",
        "small": _small(bag, zone),
        "title": f"{title}; {state_words(bag)}" if state_words(bag) else title,
        "inspections": [bag.inspected_in, bag.inspected_out] if with_inspections else None,
    }


def _small(bag: Bag, zone: str) -> str:
    if bag.card_lost:
        return _("card lost")
    if bag.is_of_earlier_day:
        return local_date(local_day(bag.deposited_at, zone), "short")
    return local_time(bag.deposited_at, zone)


def state_words(bag: Bag) -> str:
    """What is unusual about the bag, in words."""
    words = [_("number card lost")] if bag.card_lost else []
    if bag.is_of_earlier_day:
        words.append(_("of an earlier day"))
    elif bag.is_left_behind:
        words.append(_("still here after closing time"))
    return ", ".join(words)

"""Receipts: the list, how long they took to the treasury, and those that should be there by now.

A receipt is due by the working day that the agency's desk terms give, counted from the local day it was received on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings.reader import Reader

MART = "rpt_receipts"
STATES = ("all", "waiting", "overdue", "deposited", "reversed")
WAITS: tuple[tuple[int, int | None], ...] = ((0, 0), (1, 1), (2, 2), (3, 3), (4, 5), (6, 10), (11, None))
"""Calendar days from receipt to slip, as they are drawn: first and last day of a bar."""


@dataclass(frozen=True)
class Waiting:
    """Receipts on no slip: those past due, and all of them."""

    overdue: pd.DataFrame
    receipts: int
    amount_idr: int

    @property
    def overdue_idr(self) -> int:
        return int(self.overdue["amount_idr"].sum())


def receipts(reader: Reader, selection: Selection, places: Places, today: Mapping[str, date]) -> pd.DataFrame:
    """Received in the period, latest first, each with its state and the day by which it is due at the treasury.

    `today`: the local day of each agency on which the records end.
    """
    question = ("receipts", selection, places, tuple(today.items()))
    return reader.derived(question, lambda: _judged(reader.frame("receipts", selection), places, today))


def waiting(reader: Reader, selection: Selection, places: Places, today: Mapping[str, date]) -> Waiting:
    """Received up to the period's end and on no slip until now."""
    def judged() -> pd.DataFrame:
        found = reader.frame("receipts_waiting", selection)
        return _judged(found.assign(reversed=False, deposit_slip=None), places, today)

    found = reader.derived(("receipts_waiting", selection, places, tuple(today.items())), judged)
    overdue = found[found["state"] == "overdue"].reset_index(drop=True)
    return Waiting(overdue, len(found), int(found["amount_idr"].sum()))


def _judged(found: pd.DataFrame, places: Places, today: Mapping[str, date]) -> pd.DataFrame:
    days = [day.date() for day in pd.to_datetime(found["received_on"])]
    due = {key: places.deposit_due_on(*key) for key in set(zip(found["agency"], days, strict=True))}
    found["due_on"] = pd.to_datetime(pd.Series([due[key] for key in zip(found["agency"], days, strict=True)]))
    found["receipt"] = [
        receipt_name(node, year, number)
        for node, year, number in zip(found["node"], found["year"], found["receipt_no"], strict=True)
    ]
    ends = [today[agency] for agency in found["agency"]]
    found["days_over"] = [
        max((end - by.date()).days, 0) if not pd.isna(by) else 0 for end, by in zip(ends, found["due_on"], strict=True)
    ]
    found["state"] = [
        _state(bool(taken_back), slip, int(over))
        for taken_back, slip, over in zip(found["reversed"], found["deposit_slip"], found["days_over"], strict=True)
    ]
    found.loc[found["state"] != "overdue", "days_over"] = 0
    found.loc[found["state"] == "reversed", "due_on"] = pd.NaT
    found["point_name"] = [places.point_name(code) for code in found["service_point"]]
    return found


def _state(is_reversed: bool, slip: Any, days_over: int) -> str:
    if is_reversed:
        return "reversed"
    if isinstance(slip, str):
        return "deposited"
    return "overdue" if days_over > 0 else "waiting"


def receipt_name(node: str, year: int, number: int) -> str:
    """As the paper has it: node, year, number."""
    return f"{node}/{year}/{number:06d}"


def in_state(found: pd.DataFrame, state: str) -> pd.DataFrame:
    if state == "all":
        return found
    wanted = ("waiting", "overdue") if state == "waiting" else (state,)
    return found[found["state"].isin(wanted)].reset_index(drop=True)


def days_to_deposit(found: pd.DataFrame) -> pd.DataFrame:
    """How many receipts, and how much, took how many calendar days to their slip."""
    days = found.loc[
        found["days_to_deposit"].notna() & (found["state"] == "deposited"), ["days_to_deposit", "amount_idr"]
    ]
    rows = []
    for first, last in WAITS:
        inside = days["days_to_deposit"] >= first
        if last is not None:
            inside &= days["days_to_deposit"] <= last
        rows.append((first, last, int(inside.sum()), int(days.loc[inside, "amount_idr"].sum())))
    return pd.DataFrame(rows, columns=["first", "last", "receipts", "amount_idr"])


def slip_of(reader: Reader, selection: Selection, agency: str, slip: str) -> dict[str, int]:
    """How many receipts the slip took along, and their sum."""
    return reader.sums("receipts_of_slip", selection, agency=agency, slip=slip)

"""What the cells of a table say: values as words of the language in use, beside the values themselves, by which the browser
sorts. Streamlit takes the two together from a Styler of pandas alone; this one knows the words beforehand.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

import pandas as pd
from pandas.io.formats.style import Styler

from dashboards.readings.memory import Memory
from dashboards.wording import duration, NOTHING, points, share, times
from warehouse.i18n import language, local_date, local_datetime, number, rupiah, translator

_ = translator("dashboards")

MOST_BYTES = 16 * 1024 * 1024
_known = Memory(MOST_BYTES)

Words = list[list[str] | None]
"""What the cells of each column say; None where they say what they are."""


@dataclass(frozen=True)
class Column:
    """`kind`: text, count, idr, decimal, ratio, share, points, duration, moment, day, yes."""

    name: str
    label: str
    kind: str = "text"
    width: Literal["small", "medium", "large"] | None = None
    only_if_any: bool = False  # not shown when every value is zero; in the CSV all the same


def said(frame: pd.DataFrame, columns: Sequence[Column], zone: str) -> Styler:
    """`frame` has those columns, in that order."""
    words = words_of(frame, columns, zone)
    answers = {column.name: words[place] for place, column in enumerate(columns) if column.kind == "yes"}
    return _with_words(frame.assign(**answers), words)


def words_of(frame: pd.DataFrame, columns: Sequence[Column], zone: str) -> Words:
    """What the cells of `frame` say, remembered: it is asked for again with every filter."""
    kinds = [column.kind for column in columns]
    question = (language(), zone, tuple(kinds), sha256(pickle.dumps(frame)).digest())
    words: Words = json.loads(_known.text(question, lambda: json.dumps(_words(frame, kinds, zone))))
    return words


def _with_words(frame: pd.DataFrame, words: Words) -> Styler:
    """What pandas would work out of formats, in a tenth of the time: Streamlit asks a Styler for just this."""
    spoken = [(place, column) for place, column in enumerate(words) if column is not None]
    body = [
        [{"id": f"row{row}_col{place}", "display_value": column[row]} for place, column in spoken]
        for row in range(len(frame))
    ]
    styler = frame.style
    vars(styler).update(_compute=lambda: styler, _translate=lambda *_asked: {"body": body})
    return styler


def _words(frame: pd.DataFrame, kinds: Sequence[str], zone: str) -> Words:
    return [_column(frame.iloc[:, place], kind, zone) for place, kind in enumerate(kinds)]


def _column(values: pd.Series, kind: str, zone: str) -> list[str] | None:
    missing, say = values.isna(), _saying(kind, zone)
    if kind == "text" and not missing.any():
        return None
    return [NOTHING if is_missing else say(value) for value, is_missing in zip(values, missing, strict=True)]


def _saying(kind: str, zone: str) -> Callable[[Any], str]:
    sayings: dict[str, Callable[[Any], str]] = {
        "text": str,
        "yes": lambda value: _("yes") if value else _("no"),
        "count": number,
        "idr": lambda value: rupiah(int(value)),
        "ratio": times,
        "decimal": lambda value: number(value, 1),
        "share": lambda value: share(value, 1),
        "points": points,
        "duration": duration,
        "day": lambda value: local_date(pd.Timestamp(value).date(), "d MMM y"),
        "moment": lambda value: _moment(pd.Timestamp(value).to_pydatetime(), zone),
    }
    return sayings[kind]


def _moment(moment: datetime, zone: str) -> str:
    return local_datetime(moment, zone, "d MMM y HH:mm")

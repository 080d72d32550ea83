"""What the index keeps of a title to show it: its description and its copies, packed into two long texts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import orjson

BETWEEN_COPIES, BETWEEN_FIELDS = "\x1e", "\x1f"


@dataclass(frozen=True)
class CopyRecord:
    """A copy as it is recorded; whether it is lent is not known here. `key` stands for its id."""

    key: int
    copy_no: str
    service_point: str
    collection: str
    is_lendable: bool
    call_number: str | None


@dataclass(frozen=True)
class TitleRecord:
    """A title as its last row says, with the copies that are not withdrawn."""

    agency: str
    title: str
    author: str | None
    publisher: str | None
    publish_year: int | None
    isbn: str | None
    ddc: str | None
    subjects: str | None
    language: str | None
    copies: tuple[CopyRecord, ...] = ()


class Texts:
    """Many short texts as one long one: a Python object for each would take as much again."""

    def __init__(self, texts: Sequence[bytes]) -> None:
        self._text = b"".join(texts)
        self._ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))

    def __getitem__(self, place: int) -> bytes:
        return self._text[int(self._ends[place - 1]) if place else 0 : int(self._ends[place])]


def pack_title(*description: str | int | None) -> bytes:
    """The fields of TitleRecord in their order, without the copies."""
    return orjson.dumps(description)


def unpack(description: bytes, copies: bytes) -> TitleRecord:
    packed = copies.decode()
    held = tuple(_copy(one) for one in packed.split(BETWEEN_COPIES)) if packed else ()
    return replace(TitleRecord(*orjson.loads(description)), copies=held)


def _copy(packed: str) -> CopyRecord:
    key, copy_no, service_point, collection, is_lendable, call_number = packed.split(BETWEEN_FIELDS)
    return CopyRecord(int(key), copy_no, service_point, collection, is_lendable == "true", call_number or None)

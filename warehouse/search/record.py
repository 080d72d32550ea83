"""What the index keeps of a title to show it: its description and its copies, packed into two long texts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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


def pack_title(
    agency: str, title: str, author: str | None, publisher: str | None, year: int | None, *more: str | None
) -> bytes:
    """The fields of TitleRecord in their order, without the copies. (orjson's texts would keep a kilobyte each.)"""
    fields = (agency, title, author or "", publisher or "", str(year or ""), *(one or "" for one in more))
    packed = BETWEEN_FIELDS.join(fields)
    if packed.count(BETWEEN_FIELDS) >= len(fields):
        packed = BETWEEN_FIELDS.join(field.replace(BETWEEN_FIELDS, " ") for field in fields)
    return packed.encode("utf-8", "surrogatepass")


def unpack(description: bytes, copies: bytes) -> TitleRecord:
    agency, title, author, publisher, year, *more = description.decode("utf-8", "surrogatepass").split(BETWEEN_FIELDS)
    isbn, ddc, subjects, language = (one or None for one in more)
    packed = copies.decode()
    held = [_copy(one) for one in packed.split(BETWEEN_COPIES)] if packed else []
    held.sort(key=lambda copy: (copy.service_point, copy.collection, copy.call_number or "", copy.copy_no))
    return TitleRecord(
        agency, title, author or None, publisher or None, int(year) if year else None, isbn, ddc, subjects, language,
        copies=tuple(held),
    )  # fmt: skip


def _copy(packed: str) -> CopyRecord:
    key, copy_no, service_point, collection, is_lendable, call_number = packed.split(BETWEEN_FIELDS)
    return CopyRecord(int(key), copy_no, service_point, collection, is_lendable == "true", call_number or None)

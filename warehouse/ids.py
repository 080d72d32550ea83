"""Identifiers: UUID version 7 (RFC 9562), so that ids sort by the time they were made."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uuid_utils


def _fresh() -> str:
    return str(uuid_utils.uuid7())


_source: Callable[[], str] = _fresh


def new_id() -> str:
    """A new UUIDv7 as a 36-character lower-case string."""
    return _source()


@contextmanager
def from_source(source: Callable[[], str]) -> Iterator[None]:
    """Inside the block every id of this process comes from `source`: simulated operations that must be repeatable."""
    global _source
    before, _source = _source, source
    try:
        yield
    finally:
        _source = before


def is_id(text: str) -> bool:
    """Whether `text` is a UUID in its usual spelling."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False

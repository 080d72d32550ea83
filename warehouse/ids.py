"""Identifiers: UUID version 7 (RFC 9562), so that ids sort by the time they were made."""

import uuid

import uuid_utils


def new_id() -> str:
    """A new UUIDv7 as a 36-character lower-case string."""
    return str(uuid_utils.uuid7())


def is_id(text: str) -> bool:
    """Whether `text` is a UUID in its usual spelling."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False

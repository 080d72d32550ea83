"""Files of the home's `documents/` folder (photos, scans), each under the SHA-256 of its content. They never leave the desk.

A file is written under another name, synced and renamed, so that one that is there is whole; the same content is kept once.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from warehouse.settings import Settings

_SHA256 = re.compile(r"[0-9a-f]{64}")


def store(settings: Settings, content: bytes) -> str:
    """Keep `content`; returns its SHA-256 in hexadecimal."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(settings, sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return sha256


def read(settings: Settings, sha256: str) -> bytes | None:
    """The content; None when there is none, or when it no longer is what was stored."""
    try:
        content = path_of(settings, sha256).read_bytes()
    except (FileNotFoundError, ValueError):
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def path_of(settings: Settings, sha256: str) -> Path:
    """Where the content of that hash lies; ValueError for what is no hash (a path from outside)."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256")
    return settings.documents / sha256[:2] / sha256

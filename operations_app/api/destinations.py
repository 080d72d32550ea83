"""Where a person may be sent after signing in: our own pages, on this host and our own ports. Pure."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe_destination(wanted: str, host: str, ports: frozenset[int]) -> str:
    """`wanted` when it is a path here or a page of one of our `ports` on the same `host`; else "/"."""
    if not wanted or any(character <= " " or character == "\\" for character in wanted):
        return "/"
    try:
        parts = urlsplit(wanted)
        port = parts.port
    except ValueError:
        return "/"
    if not parts.scheme and not parts.netloc:
        return wanted if wanted.startswith("/") and not wanted.startswith("//") else "/"
    same_host = parts.hostname == urlsplit(f"//{host}").hostname
    if parts.scheme in ("http", "https") and same_host and port in ports and "@" not in parts.netloc:
        return wanted
    return "/"

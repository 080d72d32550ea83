"""The journal as published: what happened when, neither who nor what in words."""

from __future__ import annotations

from expectations.library import not_null, Suite, suite, unique

SUITE: Suite = suite(
    "raw.journal",
    unique("node", "txid", table="raw.journal"),
    not_null("recorded_at"),
    not_null("command"),
)

"""Bibliographic records."""

from __future__ import annotations

from expectations.library import between, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.titles",
    unique("title_row_id", table="raw.titles"),
    warn(between("publish_year", 1400, 2100)),
)

"""Copy lists of papers."""

from __future__ import annotations

from expectations.library import refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.document_copies",
    unique("line_id", table="raw.document_copies"),
    refers_to("document_id", "raw.documents", "document_id"),
    refers_to("copy_id", "raw.copies", "copy_id"),
)

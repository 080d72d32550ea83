"""Papers made void."""

from __future__ import annotations

from expectations.library import refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.document_voids",
    unique("document_id", table="raw.document_voids"),
    refers_to("document_id", "raw.documents", "document_id"),
)

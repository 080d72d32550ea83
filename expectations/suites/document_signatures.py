"""Signatures on papers."""

from __future__ import annotations

from expectations.library import one_of, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.document_signatures",
    unique("signature_id", table="raw.document_signatures"),
    one_of("party", "sender", "recipient", "acknowledger"),
    one_of("way", "pin", "drawn", "scan"),
    refers_to("document_id", "raw.documents", "document_id"),
)

"""What is wrong now, as the figures show it: the raw material of alerts. Frozen data without personal data.

A finding has no history; whether it is new, was told of, or is gone, is the business of alerts (lifecycle.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["document", "check", "batch", "run", "silence"]
Severity = Literal["critical", "warning"]
KINDS: tuple[Kind, ...] = ("document", "check", "batch", "run", "silence")

FALLBACK_ROLE = "administrator"
"""Who is told when nobody is named."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`key` says what it is about: the same key found again is the same alert. `details`: codes, days and counts."""

    kind: Kind
    key: str
    severity: Severity
    role: str
    agency: str | None = None
    service_point: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)


def document_key(case_id: str, document_kind: str, status: str) -> str:
    """One alert per case, kind of paper and what is wrong with it."""
    return f"document:{case_id}:{document_kind}:{status}"


def check_key(table: str, expectation: str, agency: str | None) -> str:
    return f"check:{table}:{expectation}" + (f":{agency}" if agency else "")


def batch_key(node: str, batch: str) -> str:
    return f"batch:{node}:{batch}"


def silence_key(node: str) -> str:
    return f"silence:{node}"


RUN_KEY = "run:refresh"
"""Refreshes fail one after the other for one reason: that is one alert until one succeeds."""


def failed_run(run_id: str, sentence: str) -> Finding:
    """A refresh that did not get through."""
    return Finding("run", RUN_KEY, "critical", FALLBACK_ROLE, details={"run_id": run_id, "reason": sentence[:300]})

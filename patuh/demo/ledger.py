"""What the simulation meant to happen to each paper, so that tests can compare it with what is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from patuh.demo.schedule import Ticket


@dataclass(frozen=True)
class Intended:
    """A paper of a case (and site). Fates: complete, missing, unsigned, inconsistent, void (and written again)."""

    case: Ticket
    document_kind: str
    site_no: str | None
    fate: str
    on: date

    @property
    def case_id(self) -> Any:
        return self.case.data.get("case_id")

    @property
    def status(self) -> str:
        return "complete" if self.fate == "void" else self.fate

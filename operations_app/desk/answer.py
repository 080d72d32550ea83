"""What a desk answers to a scan or an entry, as the component shows it. No rules, no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from warehouse.errors import BadInput, Refused
from warehouse.i18n import number, translator

_ = translator("operations_app")

Tone = Literal["ok", "done", "info", "warn", "refused", "idle"]


@dataclass(frozen=True)
class Clock:
    """The time of what is going on, beside its standard. It runs in the browser until `stopped_at`."""

    label: str
    begun_at: datetime
    standard_s: int | None
    stopped_at: datetime | None = None

    def as_data(self, now: datetime) -> dict[str, Any]:
        elapsed = (self.stopped_at or now) - self.begun_at
        return {
            "label": self.label,
            "elapsed_ms": max(0, int(elapsed.total_seconds() * 1000)),
            "standard_s": self.standard_s,
            "standard_label": standard_label(self.standard_s),
            "is_stopped": self.stopped_at is not None,
        }


@dataclass(frozen=True)
class Answer:
    """One sentence, what it is about, and what the desk waits for next. `seq` counts a desk's answers."""

    tone: Tone
    sentence: str
    detail: str = ""
    rule: str | None = None
    clock: Clock | None = None
    expects: str = ""
    restart: bool = False
    is_saved: bool = False
    field_errors: dict[str, str] = field(default_factory=dict)
    seq: int = 0

    def as_data(self, now: datetime) -> dict[str, Any]:
        return {
            "tone": self.tone,
            "sentence": self.sentence,
            "detail": self.detail,
            "rule": self.rule,
            "clock": self.clock.as_data(now) if self.clock else None,
            "expects": self.expects,
            "restart": self.restart,
            "is_saved": self.is_saved,
            "field_errors": self.field_errors,
            "seq": self.seq,
        }


def refused(refusal: Refused, detail: str = "", clock: Clock | None = None) -> Answer:
    """The sentence of a rule that said no."""
    sentence = refusal.sentence()
    errors = {refusal.field: sentence} if isinstance(refusal, BadInput) and refusal.field else {}
    return Answer("refused", sentence, detail, rule=refusal.rule, clock=clock, field_errors=errors)


def standard_label(standard_s: int | None) -> str:
    """ "standard 5 min", or that the SOP fixes no time."""
    if standard_s is None:
        return _("no fixed standard")
    return _("standard {time}", time=duration(standard_s))


def duration(seconds: float) -> str:
    """75 → "1 min 15 s"; 7260 → "2 h 1 min"."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    if hours >= 48:
        return _("{days} d {hours} h", days=number(hours // 24), hours=hours % 24)
    if hours:
        return _("{hours} h {minutes} min", hours=hours, minutes=minutes)
    if minutes and rest:
        return _("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    if minutes:
        return _("{minutes} min", minutes=minutes)
    return _("{seconds} s", seconds=rest)

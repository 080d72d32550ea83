"""The one big button of a phone: what is to be done now, its running time, and what the tap needs to know.

A tap keeps its moment: without a network it is sent again until it is answered, always with the same id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from operations_app.components.mount import component
from operations_app.desk.answer import standard_label
from warehouse.i18n import translator

_ = translator("operations_app")

_mount = component("next_step")


@dataclass(frozen=True)
class TapField:
    """A field the tap needs. `kind`: number (kilometres), pin, or text."""

    name: str
    label: str
    kind: str = "number"
    placeholder: str = ""


@dataclass(frozen=True)
class Tap:
    """A button. `entry_kind` and `values` are what it posts; `tap_id` is its id, `elapsed_ms` the time that runs."""

    tap_id: str
    entry_kind: str
    label: str
    values: Mapping[str, str]
    kicker: str = ""
    title: str = ""
    detail: str = ""
    elapsed_ms: int | None = None
    standard_s: int | None = None
    checks: Sequence[tuple[str, str]] = ()
    fields: Sequence[TapField] = ()
    is_primary: bool = True


def next_step(desk_id: str, tap: Tap, *, name: str, later: Tap | None = None) -> Any:
    """Show the button; `later` is the quiet one below it. `.answered` of the result is set once, when it was carried out."""
    return _mount(
        key=f"next_step_{name}",
        data={
            "desk": desk_id,
            "url": "/api/desk/entry",
            "sign_in_url": "/masuk",
            "tap": _data(tap),
            "later": _data(later) if later else None,
            "all_label": _("All in order"),
            "sending": _("Sending…"),
            "no_connection": _("No connection. The tap of {time} is kept and sent again.", time="{time}"),
        },
        on_answered_change=lambda: None,
    )


def _data(tap: Tap) -> dict[str, Any]:
    return {
        "id": tap.tap_id,
        "kind": tap.entry_kind,
        "label": tap.label,
        "values": dict(tap.values),
        "kicker": tap.kicker,
        "title": tap.title,
        "detail": tap.detail,
        "elapsed_ms": tap.elapsed_ms,
        "standard_s": tap.standard_s,
        "standard_label": standard_label(tap.standard_s),
        "checks": [{"name": name, "label": label} for name, label in tap.checks],
        "fields": [
            {"name": one.name, "label": one.label, "kind": one.kind, "placeholder": one.placeholder}
            for one in tap.fields
        ],
        "is_primary": tap.is_primary,
    }

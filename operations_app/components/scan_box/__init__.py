"""The scan box: one line that scanners and people type into. What a scan does is decided in operations_app.desk."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from operations_app.components.mount import component
from warehouse.i18n import translator

_ = translator("operations_app")

_mount = component("scan_box")


def ready(detail: str = "", sentence: str = "") -> dict[str, Any]:
    """What stands in the box before the first scan."""
    return {
        "tone": "idle",
        "sentence": sentence or _("Ready."),
        "detail": detail,
        "seq": 0,
        "expects": "",
        "clock": None,
    }


def scan_box(
    desk_id: str,
    *,
    name: str,
    label: str,
    answer: dict[str, Any] | None,
    size: str = "normal",
    show_clock: bool = True,
    take_focus: bool = True,
    on_answer: Callable[[], None] | None = None,
) -> dict[str, Any] | None:
    """Show the box of the desk `desk_id`; returns what the last scan triggered, once, else None.

    `name` tells the boxes of different pages apart; the same page keeps its box, also when its desk was started anew.
    `answer` is the desk's latest answer as the server knows it: shown when the box itself has seen nothing newer.
    """
    result = _mount(
        key=f"scan_box_{name}",
        data={
            "desk": desk_id,
            "url": "/api/desk/scan",
            "sign_in_url": "/masuk",
            "label": label,
            "send_label": _("Enter"),
            "answer": answer,
            "size": size,
            "show_clock": show_clock,
            "take_focus": take_focus,
            "drawn_at": monotonic(),  # news each time: after a click on the page the box takes the focus back
            "no_connection": _("No connection to the server. The scan is kept and sent again."),
            "signed_out": _("You are signed out. Sign in again, then scan once more."),
        },
        on_answered_change=on_answer or (lambda: None),
    )
    triggered: dict[str, Any] | None = result.answered
    return triggered

"""A form whose first keystroke is known and whose entry is sent once. What it does is decided in operations_app.desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from operations_app.components.mount import component
from warehouse.i18n import translator

_ = translator("operations_app")

_mount = component("entry_form")


@dataclass(frozen=True)
class Field:
    """One field. `kind`: text, number, date, select, choice (one tap), or counts; `options` are (value, label) pairs.

    Counts are folded away: a number for each option, posted as "name|value", summed up beside the field `sum_of`
    while they are typed (`placeholder` holds the words, with {count} and {total}).
    """

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    options: Sequence[tuple[str, str]] = ()
    value: str = ""
    width: str = ""  # "" half, "wide" whole, "narrow" a third, "broad" two thirds
    placeholder: str = ""
    only_with: Mapping[str, str] | None = None
    sum_of: str = ""
    each_idr: int = (
        0  # a number field shows what so many cost while it is typed; `each_label` holds {count} and {total}
    )
    each_label: str = ""

    def as_data(self) -> dict[str, Any]:
        return {**asdict(self), "options": [{"value": value, "label": label} for value, label in self.options]}


def entry_form(
    desk_id: str,
    kind: str,
    fields: Sequence[Field],
    *,
    submit_label: str,
    leave_label: str = "",
    size: str = "normal",
    take_focus: bool = False,
    leave_after_s: int = 0,
) -> Any:
    """Show the form `kind` of the desk `desk_id`; `.answered` and `.left` of the result are set once, when they happen.

    With `leave_after_s` a form that nobody touches for so long empties itself and is left (the kiosk).
    """
    return _mount(
        key=f"entry_form_{kind}_{size}",
        data={
            "desk": desk_id,
            "kind": kind,
            "url": "/api/desk/entry",
            "sign_in_url": "/masuk",
            "fields": [field.as_data() for field in fields],
            "submit_label": submit_label,
            "leave_label": leave_label,
            "optional_label": _("(optional)"),
            "choose_label": _("Choose…"),
            "size": size,
            "take_focus": take_focus,
            "leave_after_s": leave_after_s,
            "no_connection": _("No connection to the server. Nothing was sent; press the button again."),
        },
        on_answered_change=lambda: None,
        on_left_change=lambda: None,
    )

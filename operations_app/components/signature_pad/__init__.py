"""The signature pad: somebody without an account signs on the screen. What the picture must be is said in desk.uploads."""

from __future__ import annotations

import base64
import binascii

from operations_app.components.mount import component
from operations_app.desk.uploads import SIGNATURE_BYTES_MAX
from warehouse.i18n import translator

_ = translator("operations_app")
_PREFIX = "data:image/png;base64,"

_mount = component("signature_pad")


def signature_pad(name: str, *, label: str, turn: str) -> bytes | None:
    """The pad `name`; what was drawn on it, once, when it is saved. Another `turn` empties it."""
    result = _mount(
        key=f"signature_pad_{name}",
        data={
            "label": label, "turn": turn, "hint": _("Sign here"), "clear_label": _("Clear"),
            "save_label": _("Save the signature"),
        },
        on_signed_change=lambda: None,
    )  # fmt: skip
    return picture_of(result.signed, turn)


def picture_of(triggered: object, turn: str) -> bytes | None:
    """The PNG in what the browser sent; None for nothing, b"" for what cannot be a signature."""
    if not isinstance(triggered, dict) or triggered.get("turn") != turn:
        return None
    sent = triggered.get("png")
    if not isinstance(sent, str) or not sent.startswith(_PREFIX) or len(sent) > 2 * SIGNATURE_BYTES_MAX:
        return b""
    try:
        return base64.b64decode(sent.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return b""

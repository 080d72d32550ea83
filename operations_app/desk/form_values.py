"""What a form sent: which fields must be there, which are filled. Pure."""

from __future__ import annotations

from typing import Any

from warehouse.errors import BadInput
from warehouse.i18n import translator

_ = translator("operations_app")


def need(values: dict[str, str], *names: str) -> None:
    """BadInput at the first of these fields that is empty."""
    for name in names:
        if not values.get(name):
            raise BadInput("field_is_filled", _("Please fill this in."), field=name)


def filled(values: dict[str, str], names: tuple[str, ...]) -> dict[str, Any]:
    """The fields of that name which hold something."""
    return {name: values[name] for name in names if values.get(name)}

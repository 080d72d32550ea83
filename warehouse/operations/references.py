"""References in a file of recorded commands: `{"$of": "key.field"}` stands for what an earlier command answered.

Ids are made when a command is carried out, so whoever writes a history by hand cannot know the charge of a late return or
the case of a loan; the command's key and the name of the answer's field can be written instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from warehouse.errors import BadInput
from warehouse.i18n import N_

REFERENCE = "$of"


def has_reference(payload: Mapping[str, Any]) -> bool:
    return any(isinstance(value, dict) and REFERENCE in value for value in payload.values())


def with_answers(payload: Mapping[str, Any], answers: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """`payload` with its references replaced; BadInput when no earlier command answered so."""
    return {name: _value(name, value, answers) for name, value in payload.items()}


def _value(name: str, given: Any, answers: Mapping[str, Mapping[str, Any]]) -> Any:
    if not isinstance(given, dict) or REFERENCE not in given:
        return given
    key, _dot, field = str(given[REFERENCE]).rpartition(".")
    found = answers.get(key, {}).get(field)
    if found is None:
        raise BadInput(
            "reference_is_known",
            N_("{field} refers to {reference}, which no earlier line answered."),
            field=name,
            reference=str(given[REFERENCE]),
        )
    return found

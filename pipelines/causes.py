"""The sentence of an error's innermost cause, as Dagster keeps errors."""

from __future__ import annotations


def root_sentence(error: object) -> str | None:
    """None when there is no error to tell of."""
    while error is not None and getattr(error, "cause", None) is not None:
        error = error.cause  # type: ignore[attr-defined]
    if error is None:
        return None
    first: str = str(error.message).strip().splitlines()[0]  # type: ignore[attr-defined]
    return first.partition(": ")[2] or first  # without the name of its class

"""What expectations say to people: messages of this package, in the language in use or in a given one."""

from __future__ import annotations

from warehouse.i18n import in_language, translator

_ = translator("expectations")
Params = tuple[tuple[str, str], ...]


def said(message: str, params: Params = ()) -> str:
    """`message` in the language in use."""
    return _(message, **dict(params))


def said_in(language: str, message: str, params: Params = ()) -> str:
    with in_language(language):
        return said(message, params)


def begun(sentence: str) -> str:
    """With a capital letter, unless it begins with the name of a column."""
    return sentence if "_" in sentence.partition(" ")[0] else sentence[:1].upper() + sentence[1:]

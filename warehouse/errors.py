"""The error tree. Every message is one sentence for the person who reads it, and can be translated.

PatuhError
├── Refused          a rule said no (carries the rule's name)
│   ├── BadInput     what was typed or scanned cannot be used
│   └── NotAllowed   the role may not do this
├── HomeError        the home cannot be used (locked, unwritable, wrong kind): start-up ends with this sentence
├── CatalogueError   a YAML file of the catalogue is wrong, with file and line
└── IntegrityError   stored records contradict each other (verify)
"""

from __future__ import annotations

from typing import Any

from warehouse.i18n import N_, sentence

__all__ = ["N_", "BadInput", "CatalogueError", "HomeError", "IntegrityError", "NotAllowed", "PatuhError", "Refused"]


class PatuhError(Exception):
    """Base of all errors that a person may see: `message` is an English msgid, `params` fill its placeholders."""

    def __init__(self, message: str, **params: Any) -> None:
        self.message, self.params = message, params
        super().__init__(message.format(**params) if params else message)

    def sentence(self) -> str:
        """The message in the language in use (see warehouse.i18n.use_language)."""
        return sentence(self.message, **self.params)


class Refused(PatuhError):
    """A rule of an SOP or of the agency said no. Nothing was changed.

    `rule` is the name of the rule's function (e.g. ``limit_leaves_room``).
    """

    def __init__(self, rule: str, message: str, **params: Any) -> None:
        self.rule = rule
        super().__init__(message, **params)


class BadInput(Refused):
    """Something typed, scanned or sent cannot be used; `field` says which."""

    def __init__(self, rule: str, message: str, *, field: str = "", **params: Any) -> None:
        self.field = field
        super().__init__(rule, message, field=field, **params)


class NotAllowed(Refused):
    """The role of the person may not carry out this command."""


class HomeError(PatuhError):
    """The home folder or one of its files cannot be used; a command ends with this sentence and exit 1."""


class CatalogueError(PatuhError):
    """A catalogue file is wrong. `file` and `line` (1-based, None when unknown) say where."""

    def __init__(self, message: str, *, file: str, line: int | None = None, **params: Any) -> None:
        self.file, self.line = file, line
        super().__init__(message, **params)

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {super().__str__()}"

    def sentence(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {super().sentence()}"


class IntegrityError(PatuhError):
    """Stored records contradict each other; the message says where first."""

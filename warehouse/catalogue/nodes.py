"""YAML that remembers its lines: typed, strict access to a mapping, every refusal naming file and line.

Knows YAML and the error to raise; knows nothing of SOPs or agencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any, NoReturn

import yaml

from warehouse.errors import CatalogueError, N_

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HOURS = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)")
_TAG = "tag:yaml.org,2002:"


def read_document(path: Path, label: str) -> Entry:
    """The mapping at the top of one file."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        message = N_("This is not YAML: {problem}.")
        raise CatalogueError(message, file=label, line=line, problem=error.problem) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CatalogueError(N_("This file cannot be read: {problem}."), file=label, problem=str(error)) from error
    if not isinstance(root, yaml.MappingNode):
        raise CatalogueError(N_("The file must hold keys and values."), file=label, line=1)
    return Entry(root, label)


class Entry:
    """One mapping of a file. Ask for every key it may have, then call `done()`, which refuses the others."""

    def __init__(self, node: yaml.MappingNode, file: str) -> None:
        self.file, self.line = file, node.start_mark.line + 1
        self._values: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        self._asked: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in self._values:
                self.refuse(N_("The key {key} stands here twice."), line=key.start_mark.line + 1, key=name)
            self._values[name], self._lines[name] = value, key.start_mark.line + 1

    def refuse(self, message: str, *, line: int | None = None, **params: Any) -> NoReturn:
        raise CatalogueError(message, file=self.file, line=line or self.line, **params)

    def line_of(self, key: str) -> int:
        return self._lines.get(key, self.line)

    def lines(self) -> dict[str, int]:
        return dict(self._lines)

    def done(self) -> None:
        """Refuse what nobody asked for: an unknown key is a misspelt one."""
        for key in self._values:
            if key not in self._asked:
                self.refuse(N_("The key {key} is not known here."), line=self._lines[key], key=key)

    def _node(self, key: str, required: bool = True) -> yaml.Node | None:
        self._asked.add(key)
        if key not in self._values:
            if required:
                self.refuse(N_("The key {key} is missing."), key=key)
            return None
        node = self._values[key]
        if isinstance(node, yaml.ScalarNode) and node.tag == _TAG + "null":
            return None
        return node

    def _wrong(self, key: str, message: str) -> NoReturn:
        self.refuse(message, line=self.line_of(key), key=key)

    def word(self, key: str, allowed: frozenset[str], *, optional: bool = False) -> str | None:
        """One of `allowed`, quoted or not (YAML's bare `no` included)."""
        node = self._node(key, required=not optional)
        if node is None:
            if optional:
                return None
            self._wrong(key, N_("{key} must not be null."))
        if not isinstance(node, yaml.ScalarNode) or node.value not in allowed:
            self.refuse(
                N_("{key} is {value}, which is none of: {allowed}."),
                line=self.line_of(key),
                key=key,
                value=str(node.value),
                allowed=", ".join(sorted(allowed)),
            )
        return str(node.value)

    def text_or_none(self, key: str, *, required: bool = True) -> str | None:
        """A text; null when the paper leaves it blank. `required`: the key must stand there, though it may be null."""
        node = self._node(key, required=required)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode) or node.tag != _TAG + "str" or not node.value.strip():
            self._wrong(key, N_("{key} must be a text (in quotes when it looks like a number) or null."))
        return str(node.value)

    def text(self, key: str) -> str:
        value = self.text_or_none(key)
        if value is None:
            self._wrong(key, N_("{key} must be a text (in quotes when it looks like a number)."))
        return value

    def integer_or_none(self, key: str, *, required: bool = True, least: int = 0) -> int | None:
        node = self._node(key, required=required)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode) or node.tag != _TAG + "int" or not node.value.isdigit():
            self._wrong(key, N_("{key} must be a whole number."))
        if int(node.value) < least:
            self.refuse(N_("{key} must be {least} or more."), line=self.line_of(key), key=key, least=least)
        return int(node.value)

    def integer(self, key: str, *, least: int = 0) -> int:
        value = self.integer_or_none(key, least=least)
        if value is None:
            self._wrong(key, N_("{key} must be a whole number."))
        return value

    def boolean(self, key: str, *, default: bool | None = None) -> bool:
        node = self._node(key, required=default is None)
        if node is None and default is not None and key not in self._values:
            return default
        if not isinstance(node, yaml.ScalarNode) or node.tag != _TAG + "bool" or node.value not in ("true", "false"):
            self._wrong(key, N_("{key} must be true or false."))
        return bool(node.value == "true")

    def date_or_none(self, key: str, *, required: bool = True) -> date | None:
        node = self._node(key, required=required)
        if node is None:
            return None
        try:
            if not isinstance(node, yaml.ScalarNode) or len(node.value) != 10:
                raise ValueError
            return date.fromisoformat(node.value)
        except ValueError:
            self._wrong(key, N_("{key} must be a date like 2025-07-21."))

    def date(self, key: str) -> date:
        value = self.date_or_none(key)
        if value is None:
            self._wrong(key, N_("{key} must be a date like 2025-07-21."))
        return value

    def hours(self, key: str) -> tuple[time, time] | None:
        """ "08:00-16:00"; null means closed."""
        value = self.text_or_none(key, required=False)
        if value is None:
            return None
        match = _HOURS.fullmatch(value)
        if match is None:
            self._wrong(key, N_('{key} must be hours like "08:00-16:00".'))
        opens, closes = (time.fromisoformat(part) for part in match.groups())
        if opens >= closes:
            self._wrong(key, N_("{key} must close after it opens."))
        return opens, closes

    def texts(self, key: str, *, required: bool = True, allow_empty: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        node = self._node(key, required=required)
        if node is None:
            if allow_empty:
                return ()
            self._wrong(key, N_("{key} must be a list of texts."))
        if not isinstance(node, yaml.SequenceNode):
            self._wrong(key, N_("{key} must be a list of texts."))
        found: list[str] = []
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode) or item.tag != _TAG + "str" or not item.value.strip():
                line = item.start_mark.line + 1
                self.refuse(N_("{key} must be a list of texts."), line=line, key=key)
            found.append(str(item.value))
        if not found and not allow_empty:
            self._wrong(key, N_("{key} needs at least one text."))
        return tuple(found)

    def entry(self, key: str) -> Entry:
        node = self._node(key)
        if not isinstance(node, yaml.MappingNode):
            self._wrong(key, N_("{key} must hold keys and values."))
        return Entry(node, self.file)

    def entries(self, key: str, *, required: bool = True) -> Iterator[Entry]:
        """A list of mappings."""
        node = self._node(key, required=required)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self._wrong(key, N_("{key} must be a list of keys and values."))
        for item in node.value:
            if not isinstance(item, yaml.MappingNode):
                line = item.start_mark.line + 1
                self.refuse(N_("{key} must be a list of keys and values."), line=line, key=key)
            yield Entry(item, self.file)

"""SQL texts: read from `.sql` files beside the module that uses them. Values are always bound, never formatted in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read(package: str, name: str) -> str:
    """The text of `<name>.sql` in `package` (dotted; sub-folders in `name` with a slash)."""
    return files(package).joinpath(f"{name}.sql").read_text("utf-8")


def quoted(identifier: str) -> str:
    """`identifier` quoted for SQL; for names that come from a registry, never from a person."""
    return '"' + identifier.replace('"', '""') + '"'

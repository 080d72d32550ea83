"""Which version of an SOP judges a case, and which sets of versions contradict each other. Pure.

An agency's own version (it stands in `agencies`) goes before a general one (`agencies` null) while it is in force.
Within one scope a version lasts until the day before the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from warehouse.errors import N_


class Versioned(Protocol):
    @property
    def version(self) -> int: ...
    @property
    def agencies(self) -> tuple[str, ...] | None: ...
    @property
    def effective_from(self) -> date | None: ...
    @property
    def effective_until(self) -> date | None: ...


V = TypeVar("V", bound=Versioned)


def _begins(version: Versioned) -> date:
    return version.effective_from or date.min


def _scope(versions: Iterable[V], agency: str | None) -> list[V]:
    """Versions made for exactly this agency (None: the general ones), by the day they begin."""
    found = [v for v in versions if (v.agencies is None if agency is None else agency in (v.agencies or ()))]
    return sorted(found, key=lambda v: (_begins(v), v.version))


def pick_version(versions: Sequence[V], agency: str, opened_on: date) -> V | None:
    """The agency's own version in force on that day, else the general one in force, else None."""
    for scope in (_scope(versions, agency), _scope(versions, None)):
        begun = [v for v in scope if _begins(v) <= opened_on]
        if begun and (begun[-1].effective_until is None or opened_on <= begun[-1].effective_until):
            return begun[-1]
    return None


@dataclass(frozen=True, slots=True)
class Conflict(Generic[V]):
    """Two versions of one SOP that cannot both stand; `key` is the line to point at in the later one's file."""

    earlier: V
    later: V
    key: str
    message: str


def conflicts(versions: Sequence[V]) -> list[Conflict[V]]:
    """Every contradiction among the versions of one SOP."""
    found: list[Conflict[V]] = []
    seen: dict[int, V] = {}
    for version in versions:
        if version.version in seen:
            found.append(
                Conflict(
                    seen[version.version], version, "version", N_("{code} version {version} also stands in {other}.")
                )
            )
        seen.setdefault(version.version, version)
    if found:
        return found
    scopes: list[str | None] = [None, *sorted({a for v in versions for a in v.agencies or ()})]
    for agency in scopes:
        ordered = _scope(versions, agency)
        for earlier, later in zip(ordered, ordered[1:], strict=False):
            if _begins(earlier) == _begins(later):
                text = N_("{code} version {version} begins on the same day as version {earlier} in {other}.")
                found.append(Conflict(earlier, later, "effective_from", text))
            elif earlier.effective_until is not None and earlier.effective_until >= _begins(later):
                text = N_("{code} version {version} begins before version {earlier} in {other} ends.")
                found.append(Conflict(earlier, later, "effective_from", text))
            elif later.version < earlier.version:
                text = N_(
                    "{code} version {version} begins after version {earlier} ({other}): its number must be higher."
                )
                found.append(Conflict(earlier, later, "version", text))
    return found

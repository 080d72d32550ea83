"""The SOP against which a foreign log is measured: a catalogue file as it stands, or its short form (code, title, steps).

What a log cannot show is left out of the judgement: shared acts of a visit, documents on file. Names under which the log
knows a step are its activity text, the text of its whole unit, and `logged_as`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from warehouse.catalogue.agency import Agency
from warehouse.catalogue.model import Catalogue, SopVersion
from warehouse.catalogue.nodes import read_document
from warehouse.catalogue.read_sop import read_sop
from warehouse.errors import BadInput, N_
from warehouse.eventlog.short_form import plain, read_short_form

MEASURED = "measured"
"""The code under which the SOP stands in the temporary warehouse: no rule of a SOP of ours is meant for it."""
CONDITION_OF_LOG = "log:"
WHOLE_UNIT = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A word of the log, in small letters: the step it stands for (WHOLE_UNIT: the unit's stretch) and the unit."""

    name: str
    step: int
    unit: int | None


@dataclass(frozen=True, slots=True)
class Process:
    code: str
    title: str
    catalogue: Catalogue
    agency: Agency
    names: tuple[Name, ...]

    @property
    def sop(self) -> SopVersion:
        return self.catalogue.versions[0]


def read_process(path: Path, known: Catalogue, agency: str | None) -> Process:
    """CatalogueError names file and line of what is wrong; BadInput an agency that nobody knows."""
    top = read_document(path, str(path))
    logged_as: dict[int, tuple[str, ...]] = {}
    if "letterhead" in top.lines():
        sop = read_sop(path, str(path))
        named: str | None = sop.issued_by
    else:
        sop, named, logged_as = read_short_form(top)
    judge = _agency(known, agency or named)
    steps = tuple(
        replace(
            step, act=None, required_document=None, document_condition=None,
            condition=CONDITION_OF_LOG + step.condition if step.condition else None,
        )
        for step in sop.steps
    )  # fmt: skip
    measured = replace(sop, code=MEASURED, agencies=None, issued_by=judge.code, steps=steps)
    catalogue = Catalogue(versions=(measured,), agencies={judge.code: judge})
    return Process(sop.code, sop.title, catalogue, judge, tuple(_names(measured, logged_as)))


def _agency(known: Catalogue, code: str | None) -> Agency:
    if code in known.agencies:
        return known.agencies[str(code)]
    raise BadInput(
        "known_agency",
        N_("Say with --agency whose clock and calendar hold: {names}. Another one is a file in catalogue/agencies."),
        field="agency", names=", ".join(known.agencies),
    )  # fmt: skip


def _names(sop: SopVersion, logged_as: dict[int, tuple[str, ...]]) -> Iterator[Name]:
    """Each name once; one that would stand for two steps stands for none."""
    said: dict[str, set[tuple[int, int | None]]] = {}
    for step in sop.steps:
        for name in (step.activity, *logged_as.get(step.position, ())):
            said.setdefault(plain(name), set()).add((step.position, step.unit))
    for unit in sop.units:
        if len(unit.steps) > 1:
            joint = " · ".join(step.activity for step in unit.steps)
            said.setdefault(plain(joint), set()).add((WHOLE_UNIT, unit.position))
    for name, meant in said.items():
        if len(meant) == 1:
            position, owner = next(iter(meant))
            yield Name(name, position, owner)

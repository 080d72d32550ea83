"""An SOP as its paper prints it, with our reading of how each step is observed. Frozen data, no reading of files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from warehouse.catalogue.agency import Agency, ServicePoint
from warehouse.catalogue.national import IndicatorGroup
from warehouse.catalogue.versions import pick_version
from warehouse.errors import CatalogueError, N_


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the SOP. `position` identifies it (1..n); `printed_no` is only what the paper shows."""

    position: int
    printed_no: str
    activity: str
    requirements: str | None
    time_printed: str | None
    time_kind: str  # fixed | adjusted | none
    standard_s: int | None
    working_time: bool  # the standard is in "hari": working days of the agency's calendar
    output: str | None
    note: str | None
    actor: str
    actor_inferred: bool
    condition: str | None
    started_by: tuple[str, ...]  # empty: the first scan or keystroke of the completing form
    completed_by: tuple[str, ...]  # any one of these commands; record_step = a tap
    observed: str  # alone | span | no
    unit: int | None  # position of the first step of its unit; None when not observable
    not_observed_reason: str | None
    act: str | None  # shared act of the visit
    required_document: str | None
    document_condition: str | None  # None: whenever the step is expected


@dataclass(frozen=True, slots=True)
class Unit:
    """What is measured and judged as one: a step observed alone, or a span of consecutive steps."""

    position: int
    steps: tuple[Step, ...]

    @property
    def condition(self) -> str | None:
        return self.steps[0].condition

    @property
    def act(self) -> str | None:
        return self.steps[0].act

    @property
    def completed_by(self) -> tuple[str, ...]:
        return self.steps[0].completed_by

    @property
    def started_by(self) -> tuple[str, ...]:
        return self.steps[0].started_by

    @property
    def working_time(self) -> bool:
        return any(step.working_time for step in self.steps)

    @property
    def time_kind(self) -> str:
        """Fixed only when every step is; one adjusted step makes the unit adjusted, else one blank makes it none."""
        kinds = {step.time_kind for step in self.steps}
        return "adjusted" if "adjusted" in kinds else "none" if "none" in kinds else "fixed"

    @property
    def standard_s(self) -> int | None:
        """The sum of the standards, None unless all are fixed."""
        standards = [step.standard_s for step in self.steps]
        return None if None in standards else sum(s for s in standards if s is not None)


@dataclass(frozen=True, slots=True)
class Ratification:
    office: str
    name: str | None
    rank: str | None
    nip: str | None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Head of the SOP's paper. Lines after the agency's name; empty when the paper prints none."""

    issuer: tuple[str, ...]
    address: tuple[str, ...]


@dataclass(frozen=True)
class SopVersion:
    """One version of one SOP, whole."""

    code: str
    version: int
    title: str
    issued_by: str  # agency code
    agencies: tuple[str, ...] | None  # None: every agency without a version of its own in force
    effective_from: date | None  # None: always
    effective_until: date | None
    number: str | None
    made_on: date | None
    revised_on: date | None
    effective_on_printed: date | None  # "TGL. EFEKTIF" of the paper; what judges a case is effective_from
    ratified_on: date | None
    ratified_by: Ratification
    letterhead: Letterhead
    legal_basis: tuple[str, ...]
    qualifications: tuple[str, ...]
    related: tuple[str, ...]
    equipment: tuple[str, ...]
    warning: tuple[str, ...]
    record_keeping: tuple[str, ...]
    actors: tuple[str, ...]
    steps: tuple[Step, ...]
    file: str  # where it was read from, for messages
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # line of each top key

    def step(self, position: int) -> Step:
        return self.steps[position - 1]

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """In the order of the paper; steps that cannot be observed belong to none."""
        firsts = sorted({step.unit for step in self.steps if step.unit is not None})
        return tuple(Unit(first, tuple(s for s in self.steps if s.unit == first)) for first in firsts)

    @cached_property
    def _unit_by_position(self) -> Mapping[int, Unit]:
        return {step.position: unit for unit in self.units for step in unit.steps}

    def unit_of(self, position: int) -> Unit | None:
        """The unit a step belongs to; None when it is not observable."""
        return self._unit_by_position.get(position)

    def units_completed_by(self, command: str, *, act: str | None = None) -> tuple[Unit, ...]:
        """Units that `command` completes; with `act`, only those of that shared act."""
        return tuple(u for u in self.units if command in u.completed_by and (act is None or u.act == act))

    def units_for_act(self, act: str) -> tuple[Unit, ...]:
        return tuple(u for u in self.units if u.act == act)

    def judges(self, agency: str) -> bool:
        return self.agencies is None or agency in self.agencies

    @property
    def documents(self) -> tuple[Step, ...]:
        """Steps that need a document on file."""
        return tuple(step for step in self.steps if step.required_document)


@dataclass(frozen=True)
class Catalogue:
    """Everything shipped plus the agency's own files. Made by warehouse.catalogue.load."""

    versions: tuple[SopVersion, ...]  # ordered by book order of the codes, then version
    agencies: Mapping[str, Agency] = field(hash=False)
    indicators: tuple[IndicatorGroup, ...] = ()

    @cached_property
    def sop_codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(version.code for version in self.versions))

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[SopVersion, ...]]:
        return {code: tuple(v for v in self.versions if v.code == code) for code in self.sop_codes}

    @cached_property
    def _by_number(self) -> Mapping[tuple[str, int], SopVersion]:
        return {(v.code, v.version): v for v in self.versions}

    def versions_of(self, sop_code: str) -> tuple[SopVersion, ...]:
        return self._by_code.get(sop_code, ())

    def sop(self, sop_code: str, version: int) -> SopVersion:
        """One version by its number."""
        try:
            return self._by_number[sop_code, version]
        except KeyError:
            raise CatalogueError(
                N_("The catalogue has no version {version} of SOP {code}."), file="sops", code=sop_code, version=version
            ) from None

    def version_for(self, sop_code: str, agency: str, opened_on: date) -> SopVersion:
        """The version that judges a case of `agency` opened on that local date."""
        found = pick_version(self.versions_of(sop_code), agency, opened_on)
        if found is None:
            raise CatalogueError(
                N_("No version of SOP {code} is in force for {agency} on {day}."),
                file="sops",
                code=sop_code,
                agency=agency,
                day=opened_on.isoformat(),
            )
        return found

    def agency(self, code: str) -> Agency:
        try:
            return self.agencies[code]
        except KeyError:
            raise CatalogueError(N_("The catalogue knows no agency {code}."), file="agencies", code=code) from None

    @cached_property
    def service_points(self) -> Mapping[str, ServicePoint]:
        return {point.code: point for agency in self.agencies.values() for point in agency.service_points}

    def service_point(self, code: str) -> ServicePoint:
        try:
            return self.service_points[code]
        except KeyError:
            raise CatalogueError(
                N_("The catalogue knows no service point {code}."), file="agencies", code=code
            ) from None

    def agency_of(self, service_point: str) -> Agency:
        return self.agency(self.service_point(service_point).agency)

"""An agency as data: what the SOPs do not state (terms, tariffs, hours, lockers) with the day each value begins.

Values shipped as examples carry `example`, so that every page can say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from warehouse.catalogue.check_terms import CheckTerms
from warehouse.catalogue.dated import D, in_force
from warehouse.catalogue.signatories import ReportSigner, signer_on
from warehouse.catalogue.targets import Targets
from warehouse.catalogue.working_days import AgencyCalendar
from warehouse.errors import CatalogueError, N_


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """What a member may borrow. Two titles and two copies are the SOP's (loan, step 5); the rest is the agency's."""

    begins_on: date | None
    max_titles: int
    max_copies: int
    loan_days: int
    renewals: int
    overdue_blocks: bool  # a member with an overdue copy does not borrow
    unpaid_blocks: bool  # a member who owes a charge does not borrow
    card_valid_months: int
    example: bool


@dataclass(frozen=True, slots=True)
class Tariff:
    """Regional own-source revenue: what is charged, in whole rupiah."""

    begins_on: date | None
    late_fine_per_day_idr: int  # per copy
    fine_counts: str  # open_days | calendar_days
    fine_max_idr: int | None  # per copy
    card_fee_idr: int
    form_fee_idr: int
    photocopy_per_page_idr: int
    legal_basis: str | None
    example: bool


@dataclass(frozen=True, slots=True)
class DeskTerms:
    """How the desks work where the SOPs say nothing."""

    begins_on: date | None
    repeat_visit_minutes: int  # a second registration within this time is asked about
    deposit_within_working_days: int  # from the day received to the day on the deposit slip (STS)
    identity_note_hours: int  # how long a book may be out for copying against an identity card
    example: bool


@dataclass(frozen=True, slots=True)
class AlertTerms:
    """After how many local days a standing alert goes up to the section head (Kasie) and the division head (Kabid)."""

    begins_on: date | None
    section_head_days: int
    division_head_days: int
    example: bool


@dataclass(frozen=True, slots=True)
class LockerCount:
    begins_on: date | None
    count: int
    example: bool


@dataclass(frozen=True, slots=True)
class ServicePoint:
    """A building desk or a vehicle; `code` doubles as the node's usual name."""

    code: str
    agency: str
    name: str
    kind: str  # building | vehicle
    address: str | None
    lockers: tuple[LockerCount, ...]
    example: bool

    def locker_count_on(self, day: date) -> int:
        """How many locker numbers there are on that day (0: none)."""
        found = in_force(self.lockers, day)
        return found.count if found else 0


@dataclass(frozen=True, slots=True)
class Population:
    """People served, the denominator of every per-capita figure."""

    people: int
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class AgeClass:
    label: str
    from_age: int
    to_age: int | None  # inclusive; None: and older


@dataclass(frozen=True, slots=True)
class Lists:
    """What the guest book and the membership form let one choose."""

    purposes: tuple[str, ...]
    visitor_types: tuple[str, ...]
    sexes: tuple[str, ...]
    occupations: tuple[str, ...]
    education: tuple[str, ...]
    age_classes: tuple[AgeClass, ...]


@dataclass(frozen=True)
class Agency:
    """One Dinas Kearsipan dan Perpustakaan."""

    code: str
    name: str
    office: str
    province: str
    region_code: str  # Kemendagri's
    timezone: str
    letterhead: tuple[str, ...]
    letterhead_example: bool
    paper_number: str  # of berita acara and reports: {serial} {kind} {month} (roman) {year} {node}
    population: Population
    service_points: tuple[ServicePoint, ...]
    calendar: AgencyCalendar
    loan_terms: tuple[LoanTerms, ...]
    tariffs: tuple[Tariff, ...]
    desk_terms: tuple[DeskTerms, ...]
    alert_terms: tuple[AlertTerms, ...]  # empty: those of the settings
    check_terms: tuple[CheckTerms, ...]  # empty: the usual
    lists: Lists
    signatories: tuple[ReportSigner, ...]
    targets: tuple[Targets, ...]  # empty: the agency has set none
    file: str
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # line of each service point

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def terms_on(self, day: date) -> LoanTerms:
        return self._dated(self.loan_terms, day, "loan_terms")

    def tariff_on(self, day: date) -> Tariff:
        return self._dated(self.tariffs, day, "tariffs")

    def desk_on(self, day: date) -> DeskTerms:
        return self._dated(self.desk_terms, day, "desk_terms")

    def alert_terms_on(self, day: date) -> AlertTerms | None:
        """None: the agency says nothing of its own."""
        return in_force(self.alert_terms, day)

    def targets_on(self, day: date) -> Targets | None:
        """What the agency wants to reach on that day; None when it has set nothing."""
        return in_force(self.targets, day)

    def signer_on(self, role: str, day: date) -> ReportSigner | None:
        """Who signs reports as `role` on that day; None when the catalogue names nobody."""
        return signer_on(self.signatories, role, day)

    def _dated(self, values: Sequence[D], day: date, key: str) -> D:
        found = in_force(values, day)
        if found is None:
            raise CatalogueError(
                N_("{agency} has no {key} in force on {day}."),
                file=self.file,
                agency=self.code,
                key=key,
                day=day.isoformat(),
            )
        return found

    def age_class(self, age_years: int) -> str | None:
        """The class of an age in years; None when no class holds it."""
        for age_class in self.lists.age_classes:
            if age_class.from_age <= age_years and (age_class.to_age is None or age_years <= age_class.to_age):
                return age_class.label
        return None

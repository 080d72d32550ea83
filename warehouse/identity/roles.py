"""Roles: the actors that the SOPs name, plus treasurer, planner, head of agency, administrator and the kiosk device."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.i18n import N_

ROLES: dict[str, str] = {
    "locker_staff": N_("Locker staff"),
    "inspection_officer": N_("Inspection officer"),
    "guest_book_staff": N_("Guest book staff"),
    "membership_officer": N_("Membership officer (librarian)"),
    "catalogue_staff": N_("Catalogue staff (OPAC)"),
    "general_room_staff": N_("General collection room staff"),
    "reference_room_staff": N_("Reference room staff"),
    "deposit_room_staff": N_("Deposit room staff"),
    "reading_room_staff": N_("Reading room staff"),
    "circulation_staff": N_("Circulation staff"),
    "photocopy_staff": N_("Photocopy staff"),
    "treasurer": N_("Receiving treasurer"),
    "mobile_library_officer": N_("Mobile library officer"),
    "motorcycle_officer": N_("Smart motorcycle officer"),
    "school_drop_officer": N_("LTPS officer"),
    "worship_drop_officer": N_("Silang Layan officer"),
    "household_drop_officer": N_("Perpustakaan Kunjung officer"),
    "technical_officer": N_("Technical officer (ANTER KOPER)"),
    "section_head": N_("Section head (Kasie)"),
    "division_head": N_("Division head (Kabid)"),
    "head_of_agency": N_("Head of the agency"),
    "planner": N_("Planner"),
    "administrator": N_("Administrator"),
    "kiosk": N_("Guest book kiosk"),
}

SYSTEM = "system"
"""Actor of the command line and the demo: whoever can read the home's files. Never signs in, never comes through a token."""


@dataclass(frozen=True)
class Actor:
    """Who carries out a command. `agency` None: every agency."""

    login: str
    roles: frozenset[str]
    name: str = ""
    staff_key: str | None = None
    agency: str | None = None
    service_point: str | None = None

    @property
    def is_system(self) -> bool:
        return self.login == SYSTEM

    def has_any(self, roles: frozenset[str]) -> bool:
        return self.is_system or bool(self.roles & roles)

"""Which pages there are, and who sees which. The commands check the roles again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from operations_app.desk.rooms_desk import ROLES_OF
from operations_app.desk.run_sheet_lookups import ON_REQUEST
from operations_app.first_page import HOME
from operations_app.pages import (
    anter_koper,
    cases,
    catalogue,
    circulation,
    collection,
    fleet,
    guest_book,
    kiosk,
    lockers,
    measurement_weeks,
    members,
    membership,
    my_papers,
    nodes,
    opac,
    payments,
    photocopy,
    refusals,
    rooms,
    run_sheet,
    sites,
    staff,
    survey,
    today,
    treasury,
    trip_proposals,
    trips,
)
from operations_app.shell import Visitor
from warehouse.i18n import N_, translator
from warehouse.rules.outreach import OFFICERS

_ = translator("operations_app")


@dataclass(frozen=True)
class PageSpec:
    """A page is seen by whoever may carry out one of `commands` or has one of `roles`; by everybody when it names none."""

    show: Callable[[], None]
    title: str
    icon: str
    url_path: str
    section: str
    commands: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()

    def is_for(self, who: Visitor) -> bool:
        if not self.commands and not self.roles:
            return True
        return bool(self.roles & who.session.roles) or any(who.may(command) for command in self.commands)


RUN_SHEET_ROLES = frozenset(OFFICERS[service] for service in OFFICERS if service != ON_REQUEST) | {"section_head"}
HEADS = frozenset({"section_head", "division_head", "head_of_agency"})
DESK, ROAD, RECORDS, RULES = N_("Desk"), N_("On the road"), N_("Records"), N_("Rules")

PAGES = (
    PageSpec(today.show, N_("Today"), ":material/today:", "hari-ini", DESK),
    PageSpec(
        circulation.show, N_("Circulation"), ":material/barcode_scanner:", "sirkulasi", DESK, ("renew_loan",)
    ),
    PageSpec(
        payments.show, N_("Payments"), ":material/payments:", "pembayaran", DESK, ("receive_payment", "waive_charge")
    ),
    PageSpec(
        treasury.show, N_("Daily cash"), ":material/point_of_sale:", "kas-harian", DESK, ("close_day",), HEADS
    ),
    PageSpec(lockers.show, N_("Lockers"), ":material/luggage:", "loker", DESK, ("deposit_bag", "inspect_visitor")),
    PageSpec(guest_book.show, N_("Guest book"), ":material/menu_book:", "buku-tamu", DESK, ("register_group_visit",)),
    PageSpec(
        rooms.show,
        N_("Reading rooms"),
        ":material/local_library:",
        "ruang-baca",
        DESK,
        ("register_room_visit", "count_in_house_use", "reshelve"),
        ROLES_OF["opac"],
    ),
    PageSpec(membership.show, N_("Membership"), ":material/badge:", "keanggotaan", DESK, ("sell_form",)),
    PageSpec(
        photocopy.show, N_("Photocopy"), ":material/content_copy:", "fotokopi", DESK,
        ("start_photocopy", "finish_photocopy", "hold_identity"),
    ),
    PageSpec(
        anter_koper.show, N_("ANTER KOPER"), ":material/local_shipping:", "anter-koper", ROAD,
        ("request_service", "approve_request", "survey_site"), frozenset({"planner", "head_of_agency"}),
    ),
    PageSpec(
        my_papers.show, N_("My papers"), ":material/edit_document:", "dokumen-saya", DESK, ("sign_document",)
    ),
    PageSpec(
        survey.show, N_("Satisfaction survey"), ":material/sentiment_satisfied:", "kepuasan", DESK, ("answer_survey",), HEADS
    ),
    PageSpec(opac.show, N_("OPAC"), ":material/manage_search:", "pencarian", DESK),
    PageSpec(run_sheet.show, N_("Run sheet"), ":material/checklist:", "lembar-jalan", ROAD, (), RUN_SHEET_ROLES),
    PageSpec(
        trip_proposals.show, N_("Proposed trips"), ":material/event_upcoming:", "usulan-jadwal", ROAD,
        ("propose_trips", "approve_trip_proposal"),
    ),
    PageSpec(trips.show, N_("Trips"), ":material/calendar_month:", "perjalanan", ROAD, ("schedule_trip",)),
    PageSpec(sites.show, N_("Sites"), ":material/location_on:", "lokasi-layanan", ROAD, ("add_site",)),
    PageSpec(
        fleet.show, N_("Vehicles and licences"), ":material/directions_car:", "kendaraan", ROAD, ("add_vehicle",)
    ),
    PageSpec(
        cases.show,
        N_("Service cases"),
        ":material/folder_open:",
        "berkas",
        RECORDS,
        ("record_step", "accept_exception"),
    ),
    PageSpec(members.show, N_("Members"), ":material/group:", "anggota", RECORDS, ("register_member", "block_member")),
    PageSpec(collection.show, N_("Collection"), ":material/library_books:", "koleksi", RECORDS, ("add_title",)),
    PageSpec(staff.show, N_("Staff and roles"), ":material/manage_accounts:", "petugas", RECORDS, ("add_staff",)),
    PageSpec(
        nodes.show,
        N_("Laptops and nodes"),
        ":material/devices:",
        "node",
        RECORDS,
        ("add_staff",),
        frozenset({"section_head"}),
    ),
    PageSpec(catalogue.show, N_("SOP catalogue"), ":material/rule:", "sop", RULES),
    PageSpec(
        measurement_weeks.show, N_("Measurement weeks"), ":material/timer:", "pekan-pengukuran", RULES,
        ("set_measurement_week",), HEADS,
    ),
    PageSpec(
        refusals.show, N_("Stopping rules"), ":material/block:", "aturan-penghenti", RULES, (), HEADS
    ),
)
KIOSK = PageSpec(kiosk.show, N_("Guest book"), ":material/menu_book:", "kios", DESK, ("register_visit",))


def is_kiosk(who: Visitor) -> bool:
    """An account with only the kiosk's role is a device that stands open to visitors."""
    return who.session.roles == frozenset({"kiosk"})


def page_for(who: Visitor) -> st.Page:
    """The page that the address names, among those this account sees."""
    if is_kiosk(who):
        return st.navigation([_page(KIOSK, default=True)], position="hidden")
    sections: dict[str, list[st.Page]] = {}
    for spec in PAGES:
        if spec.is_for(who):
            sections.setdefault(_(spec.section), []).append(_page(spec, default=spec.url_path == HOME))
    if who.may("register_visit"):
        kiosk_view = st.Page(KIOSK.show, title=_("Kiosk view"), icon=":material/touch_app:", url_path=KIOSK.url_path)
        sections[_(DESK)].append(kiosk_view)
    return st.navigation(sections, expanded=True)


def _page(spec: PageSpec, default: bool) -> st.Page:
    return st.Page(spec.show, title=_(spec.title), icon=spec.icon, url_path=spec.url_path, default=default)

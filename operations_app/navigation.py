"""Which pages there are, and who sees which. The commands check the roles again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from operations_app.pages import (
    catalogue,
    circulation,
    collection,
    guest_book,
    kiosk,
    lockers,
    members,
    payments,
    staff,
    today,
)
from operations_app.shell import PRODUCT, Visitor
from warehouse.i18n import N_, translator

_ = translator("operations_app")


@dataclass(frozen=True)
class PageSpec:
    """A page is seen by whoever may carry out one of `commands`; by everybody when there are none."""

    show: Callable[[], None]
    title: str
    icon: str
    url_path: str
    section: str
    commands: tuple[str, ...] = ()

    def is_for(self, who: Visitor) -> bool:
        return not self.commands or any(who.may(command) for command in self.commands)


DESK, RECORDS, RULES = N_("Desk"), N_("Records"), N_("Rules")

PAGES = (
    PageSpec(today.show, N_("Today"), ":material/today:", "hari-ini", DESK),
    PageSpec(
        circulation.show, N_("Circulation"), ":material/barcode_scanner:", "sirkulasi", DESK, ("lend", "take_back")
    ),
    PageSpec(payments.show, N_("Payments"), ":material/payments:", "pembayaran", DESK, ("receive_payment",)),
    PageSpec(lockers.show, N_("Lockers"), ":material/luggage:", "loker", DESK, ("deposit_bag", "inspect_visitor")),
    PageSpec(guest_book.show, N_("Guest book"), ":material/menu_book:", "buku-tamu", DESK, ("register_group_visit",)),
    PageSpec(members.show, N_("Members"), ":material/badge:", "anggota", RECORDS, ("register_member",)),
    PageSpec(collection.show, N_("Collection"), ":material/library_books:", "koleksi", RECORDS, ("add_title",)),
    PageSpec(staff.show, N_("Staff and roles"), ":material/manage_accounts:", "petugas", RECORDS, ("add_staff",)),
    PageSpec(catalogue.show, N_("SOP catalogue"), ":material/rule:", "sop", RULES),
)
KIOSK = PageSpec(kiosk.show, N_("Guest book"), ":material/menu_book:", "kios", DESK, ("register_visit",))

FIRST = {
    "circulation_staff": "sirkulasi",
    "treasurer": "pembayaran",
    "locker_staff": "loker",
    "inspection_officer": "loker",
    "guest_book_staff": "buku-tamu",
}
"""The page a role begins its day with; everybody else begins with Today."""


def is_kiosk(who: Visitor) -> bool:
    """An account with only the kiosk's role is a device that stands open to visitors."""
    return who.session.roles == frozenset({"kiosk"})


def page_for(who: Visitor) -> st.Page:
    """The page that the address names, among those this account sees."""
    if is_kiosk(who):
        return st.navigation([_page(KIOSK, default=True)], position="hidden")
    sections: dict[str, list[st.Page]] = {}
    by_path: dict[str, st.Page] = {}
    for spec in PAGES:
        if spec.is_for(who):
            by_path[spec.url_path] = page = _page(spec)
            sections.setdefault(_(spec.section), []).append(page)
    if who.may("register_visit"):
        kiosk_view = st.Page(KIOSK.show, title=_("Kiosk view"), icon=":material/touch_app:", url_path=KIOSK.url_path)
        sections[_(DESK)].append(kiosk_view)
    first = by_path[next((FIRST[role] for role in FIRST if role in who.session.roles), "hari-ini")]

    def arrive() -> None:
        st.switch_page(first)

    # The bare address is nobody's page: every desk keeps an address of its own, also the one a role begins with.
    arrival = st.Page(arrive, title=PRODUCT, url_path="awal", default=True, visibility="hidden")
    return st.navigation({"": [arrival], **sections}, expanded=True)


def _page(spec: PageSpec, default: bool = False) -> st.Page:
    return st.Page(spec.show, title=_(spec.title), icon=spec.icon, url_path=spec.url_path, default=default)

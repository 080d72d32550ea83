"""Where an account arrives after signing in: at its own desk, else at Today. Pure."""

from __future__ import annotations

HOME = "hari-ini"
"""Today: the page of the bare address, because Streamlit gives its default page no other."""

FIRST = {
    "circulation_staff": "sirkulasi",
    "treasurer": "pembayaran",
    "locker_staff": "loker",
    "inspection_officer": "loker",
    "guest_book_staff": "buku-tamu",
    "membership_officer": "keanggotaan",
    "photocopy_staff": "fotokopi",
    "general_room_staff": "ruang-baca",
    "reference_room_staff": "ruang-baca",
    "deposit_room_staff": "ruang-baca",
    "reading_room_staff": "ruang-baca",
    "catalogue_staff": "koleksi",
    "technical_officer": "anter-koper",
    "mobile_library_officer": "lembar-jalan",
    "motorcycle_officer": "lembar-jalan",
    "school_drop_officer": "lembar-jalan",
    "worship_drop_officer": "lembar-jalan",
    "household_drop_officer": "lembar-jalan",
}


def first_address(roles: frozenset[str]) -> str:
    """The address of the desk that these roles begin their day at."""
    return next((f"/{FIRST[role]}" for role in FIRST if role in roles), "/")

"""Members and staff of the demo: who they are, what their cards say, how quick their hands are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from patuh.demo.names import person_name
from warehouse.catalogue.agency import Agency
from warehouse.rules.outreach import OFFICERS

# Share of members, age from–to, occupation, education of each kind of reader.
_READERS = (
    (0.08, 8, 12, "Pelajar", "SD"),
    (0.13, 13, 15, "Pelajar", "SMP"),
    (0.24, 16, 18, "Pelajar", "SMA"),
    (0.27, 18, 24, "Mahasiswa", "SMA"),
    (0.05, 23, 32, "Mahasiswa", "S1"),
    (0.06, 25, 58, "Pegawai Negeri", "S1"),
    (0.05, 22, 55, "Pegawai Swasta", "D3"),
    (0.04, 25, 58, "Guru", "S1"),
    (0.03, 22, 60, "Wiraswasta", "SMA"),
    (0.015, 28, 60, "Dosen", "S2"),
    (0.005, 28, 60, "Peneliti", "S3"),
    (0.01, 20, 50, "TNI/POLRI", "SMA"),
    (0.015, 58, 74, "Pensiunan", "S1"),
    (0.015, 20, 60, "Lainnya", "SMA"),
)
_REGIONS = {
    "NTT": (("53.71", 70), ("53.01", 18), ("53.02", 5), ("53.03", 3), ("53.04", 2), ("53.08", 2)),
    "JATENG": (("33.74", 68), ("33.22", 12), ("33.21", 9), ("33.24", 7), ("33.15", 2), ("33.73", 2)),
}


@dataclass
class Member:
    """A member as the simulation remembers one; the records remember the rest."""

    member_no: str
    name: str
    sex: str
    birth_on: date
    occupation: str
    education: str
    region_code: str
    registered_on: date
    expires_on: date
    is_blocked: bool
    eagerness: float  # how often this one comes, 1.0 on average
    copies_out: int = 0


@dataclass(frozen=True)
class Reader:
    """A visitor without a card."""

    name: str
    sex: str
    age_years: int
    occupation: str
    education: str
    region_code: str


@dataclass(frozen=True)
class Officer:
    """One account. `pace` multiplies the time a step takes: below 1 is quick."""

    login: str
    name: str
    roles: tuple[str, ...]
    agency: str | None
    pace: float = 1.0


def draw_reader(agency: str, draw: Random) -> Reader:
    """Somebody of the kinds that use a provincial library."""
    kind = draw.choices(_READERS, [reader[0] for reader in _READERS])[0]
    sex = "P" if draw.random() < 0.56 else "L"
    codes = _REGIONS.get(agency, _REGIONS["JATENG"])
    region_code = draw.choices([code for code, _ in codes], [weight for _, weight in codes])[0]
    return Reader(person_name(agency, sex, draw), sex, draw.randint(kind[1], kind[2]), kind[3], kind[4], region_code)


def draw_members(agency: Agency, how_many: int, first_day: date, draw: Random) -> list[Member]:
    """Members registered before `first_day`; some cards run out before, some during the demo, a few are blocked."""
    terms = agency.terms_on(first_day)
    valid_days = round(terms.card_valid_months * 30.44)
    members = []
    for number in range(1, how_many + 1):
        registered_on = first_day - timedelta(days=draw.randint(2, round(valid_days * 1.08)))
        member = enrol(agency, draw_reader(agency.code, draw), number, registered_on, draw)
        member.is_blocked = draw.random() < 0.012
        members.append(member)
    return members


def enrol(agency: Agency, reader: Reader, number: int, registered_on: date, draw: Random) -> Member:
    """The reader as a member with the agency's `number`-th card."""
    valid_days = round(agency.terms_on(registered_on).card_valid_months * 30.44)
    return Member(
        member_no=f"{agency.code}-{registered_on:%y}-{number:05d}",
        name=reader.name,
        sex=reader.sex,
        birth_on=date(registered_on.year - reader.age_years, draw.randint(1, 12), draw.randint(1, 28)),
        occupation=reader.occupation,
        education=reader.education,
        region_code=reader.region_code,
        registered_on=registered_on,
        expires_on=registered_on + timedelta(days=valid_days),
        is_blocked=False,
        eagerness=draw.lognormvariate(0, 0.8),
    )


# login stem, role, how many officers share it. The first of each appears on the sign-in page.
_POSTS = (
    ("loker", "locker_staff", 2),
    ("pemeriksaan", "inspection_officer", 2),
    ("bukutamu", "guest_book_staff", 2),
    ("keanggotaan", "membership_officer", 1),
    ("katalog", "catalogue_staff", 1),
    ("umum", "general_room_staff", 1),
    ("referensi", "reference_room_staff", 1),
    ("deposit", "deposit_room_staff", 1),
    ("ruangbaca", "reading_room_staff", 1),
    ("sirkulasi", "circulation_staff", 3),
    ("fotokopi", "photocopy_staff", 1),
    ("bendahara", "treasurer", 1),
    ("kasie", "section_head", 1),
    ("kabid", "division_head", 1),
    ("kepala", "head_of_agency", 1),
    ("perencana", "planner", 1),
    ("kios", "kiosk", 1),
)
ROAD_ROLES = frozenset(OFFICERS.values())
_OUTREACH = {
    "NTT": (
        ("mpk", "mobile_library_officer", 2),
        ("motorpintar", "motorcycle_officer", 2),
        ("ltps", "school_drop_officer", 2),
        ("silanglayan", "worship_drop_officer", 2),
        ("kunjung", "household_drop_officer", 2),
    ),
    "JATENG": (("koper", "technical_officer", 2),),
}
_SLOW = {
    ("JATENG", "circulation_staff", 2): 1.38,
    ("NTT", "locker_staff", 1): 1.22,
    ("NTT", "circulation_staff", 0): 0.82,
}


def draw_staff(agency: Agency, draw: Random) -> list[Officer]:
    """The accounts of one agency, by role."""
    suffix = {"JATENG": "jtg"}.get(agency.code, agency.code.lower())
    officers = []
    for stem, role, count in (*_POSTS, *_OUTREACH.get(agency.code, ())):
        for number in range(count):
            login = f"demo.{stem}{number + 1 if number else ''}.{suffix}"
            whose = Random(f"{agency.code}/{login}") if number and role in ROAD_ROLES else draw
            name = "Komputer Buku Tamu" if role == "kiosk" else person_name(agency.code, whose.choice("LP"), whose)
            pace = _SLOW.get((agency.code, role, number), whose.uniform(0.9, 1.08))
            officers.append(Officer(login, name, (role,), agency.code, pace))
    return officers


def administrator(draw: Random) -> Officer:
    """One administrator for the whole home."""
    return Officer("demo.admin", person_name("NTT", "P", draw), ("administrator",), None)

"""Invented sites in real districts: schools, houses of worship, households, villages, orphanages, institutions."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from patuh.demo.names import person_name
from patuh.demo.regions import hours_to, is_overseas, Region, regions

# group → service, sites on one route: districts in visiting order. A route is one day's outing (or more, overseas).
_ROUTES: dict[str, dict[str, tuple[str, ...]]] = {
    "NTT": {
        "mobile_library": (
            "53.01.06 village", "53.71.04 institution", "53.01.05 village", "53.71.02 university", "53.01.16 village",
            "53.01.08 village",
        ),
        "smart_motorcycle": (
            "53.71.01 PAUD,53.71.01 orphanage", "53.71.05 SD,53.71.06 PAUD", "53.71.03 PAUD,53.71.04 SD",
            "53.71.02 SLB,53.71.02 orphanage",
        ),
        "school_drop": (
            "53.71.02 SD,53.71.01 SMP,53.01.05 SD", "53.01.06 SD,53.01.10 SMP,53.01.11 SMA",
            "53.14.03 SD,53.14.01 SMP", "53.02.01 SMA,53.02.03 SD,53.02.06 SMP", "53.01.04 SD,53.01.16 SMK",
            "53.05.01 SMA,53.05.02 SD",
        ),
        "worship_drop": (
            "53.71.03 church,53.71.04 mosque,53.71.06 church", "53.08.03 church,53.07.05 mosque,53.09.06 church",
            "53.71.05 pura,53.71.01 mosque,53.01.08 church", "53.11.01 church,53.18.01 church",
        ),
        "household_drop": (
            "53.71.01 home,53.71.01 home,53.71.06 home", "53.71.02 home,53.01.24 home,53.01.24 home",
            "53.01.05 home,53.01.05 home", "53.71.04 home,53.71.03 home,53.01.08 home",
        ),
    },
    "JATENG": {
        "anter_koper": (
            "33.74.11 SMA", "33.74.10 university", "33.74.12 village", "33.22.10 SD", "33.22.09 orphanage",
            "33.22.20 village", "33.22.01 SMP", "33.23.17 village", "33.23.03 SMK", "33.07.13 SD", "33.07.09 institution",
            "33.04.16 village", "33.04.15 SMP", "33.08.02 village", "33.08.17 SD", "33.24.06 SD", "33.24.15 institution",
            "33.21.04 village", "33.21.11 SMA", "33.09.01 SD", "33.20.10 SMP", "33.26.04 village", "33.13.06 SMA",
            "33.73.01 orphanage",
        ),
    },
}  # fmt: skip
_UNSERVED: dict[str, tuple[tuple[str, str, str], ...]] = {  # registered, not on any route yet
    "NTT": (
        ("school_drop", "53.03.05", "SMA"), ("school_drop", "53.04.12", "SMP"), ("school_drop", "53.06.03", "SD"),
        ("school_drop", "53.10.12", "SMA"), ("school_drop", "53.15.05", "SMP"), ("school_drop", "53.20.01", "SD"),
        ("school_drop", "53.13.05", "SMP"), ("worship_drop", "53.12.15", "church"), ("worship_drop", "53.21.01", "church"),
        ("household_drop", "53.02.01", "home"), ("mobile_library", "53.01.09", "village"),
        ("smart_motorcycle", "53.71.06", "PAUD"),
    ),
    "JATENG": (
        ("anter_koper", "33.27.02", "village"), ("anter_koper", "33.09.03", "SD"), ("anter_koper", "33.26.02", "SMP"),
        ("anter_koper", "33.22.18", "village"), ("anter_koper", "33.24.05", "SD"),
    ),
}  # fmt: skip
_CANDIDATES: dict[str, tuple[str, ...]] = {  # registered lately, never visited: what next month's plan chooses from
    "JATENG": (
        "33.74.01 SMP", "33.74.01 institution", "33.74.14 SD", "33.74.14 village", "33.74.15 SMK", "33.74.15 orphanage",
        "33.74.10 SD", "33.74.11 orphanage", "33.74.12 SMA", "33.22.10 village", "33.22.09 SMP", "33.22.20 SD",
        "33.22.01 village", "33.22.18 SMK", "33.24.06 village", "33.24.15 SMP", "33.24.05 orphanage", "33.21.04 SD",
        "33.21.13 village", "33.21.11 SMP", "33.21.13 SMA", "33.23.17 SD", "33.23.03 village", "33.23.11 SMP",
        "33.73.01 SMA", "33.73.01 SD", "33.08.13 village", "33.08.02 SMP", "33.20.06 SMA", "33.20.06 institution",
        "33.09.01 SMK", "33.26.04 SD", "33.07.08 village", "33.04.06 SMA",
    ),
}  # fmt: skip
_CLOSED = 3  # the last of the unserved were closed before or during the demo
_WORDS = {
    "NTT": ("Cendana", "Lontar", "Sasando", "Flamboyan", "Haumeni", "Oenaka", "Nuabela", "Kelapa Gading"),
    "JATENG": ("Melati", "Kenanga", "Srikandi", "Jati", "Merdipa", "Wijaya", "Larasati", "Bening"),
}
_PEOPLE = {
    "PAUD": (25, 70), "SD": (110, 320), "SMP": (180, 520), "SMA": (320, 880), "SMK": (280, 760), "SLB": (30, 80),
    "university": (1400, 5200), "institution": (60, 260), "orphanage": (24, 68), "church": (180, 1100),
    "mosque": (120, 700), "pura": (60, 220), "home": (3, 8), "village": (650, 3400),
}  # fmt: skip
_NAMES = {
    "university": "Universitas Contoh {word}", "institution": "Balai Contoh {word} {district}",
    "orphanage": "Panti Asuhan Contoh {word}", "church": "Gereja Contoh {word} {district}",
    "mosque": "Masjid Contoh {word} {district}", "pura": "Pura Contoh {word}", "village": "Desa Contoh {word}, {district}",
}  # fmt: skip
_SIGNERS = {
    "university": "Kepala Perpustakaan", "institution": "Kepala Balai", "orphanage": "Pengasuh Panti",
    "church": "Ketua Majelis", "mosque": "Ketua Takmir", "pura": "Pemangku", "home": "Kepala Keluarga",
    "village": "Kepala Desa",
}  # fmt: skip
_WORSHIP = ("church", "mosque", "pura")
KOPER_SERVICE = "anter_koper"
LEVELS = ("PAUD", "SD", "SMP", "SMA", "SMK", "SLB")


@dataclass(frozen=True)
class Place:
    """A site as the crew knows it. `hours` is one way from the office."""

    site_no: str
    kind: str
    level: str | None
    name: str
    people: int
    region: Region
    latitude: float
    longitude: float
    services: tuple[str, ...]
    signer: str
    signer_office: str
    hours: float
    is_overseas: bool
    closes_after: float | None = None  # share of the demo's days; below 0: before the first


Routes = dict[str, list[list[Place]]]


def draw_places(agency: str, draw: Random) -> tuple[Routes, list[Place]]:
    """The routes of each service, and the sites that are on none."""
    known, serial = regions(), iter(range(1, 1000))
    routes: Routes = {}
    for service, listed in _ROUTES.get(agency, {}).items():
        routes[service] = [
            [_place(agency, next(serial), service, stop, known, draw) for stop in route.split(",")] for route in listed
        ]
    others = []
    unserved = _UNSERVED.get(agency, ())
    for n, (service, code, what) in enumerate(unserved):
        last = n - (len(unserved) - _CLOSED)
        closing = None if last < 0 else (-0.5, 0.3, 0.7)[last]
        others.append(_place(agency, next(serial), service, f"{code} {what}", known, draw, closing))
    return routes, others


def draw_candidates(agency: str, known_sites: int, draw: Random) -> list[Place]:
    """Sites that asked to be served and never were; numbered on from the others."""
    known = regions()
    return [
        _place(agency, known_sites + number, KOPER_SERVICE, stop, known, draw)
        for number, stop in enumerate(_CANDIDATES.get(agency, ()), 1)
    ]


def _place(
    agency: str, number: int, service: str, stop: str, known: dict[str, Region], draw: Random,
    closes_after: float | None = None,
) -> Place:  # fmt: skip
    """A site; `stop` is a district's code and what stands there."""
    code, what = stop.split()
    region = known[code]
    word = draw.choice(_WORDS[agency])
    person = person_name(agency, draw.choice("LP"), draw)
    latitude = round(region.latitude + draw.uniform(-0.012, 0.012), 5)
    longitude = round(region.longitude + draw.uniform(-0.012, 0.012), 5)
    if what in LEVELS:
        kind, level, signer_office = "school", what, "Kepala Sekolah"
        name = f"{what} Contoh {word} {region.name}"
    else:
        kind, level, signer_office = {"home": "household"}.get(what, what), None, _SIGNERS[what]
        kind = "worship" if what in _WORSHIP else kind
        name = (
            f"Keluarga {person.split()[-1]}" if what == "home" else _NAMES[what].format(word=word, district=region.name)
        )
    overseas = is_overseas(region)
    return Place(
        site_no=f"{'N' if agency == 'NTT' else 'J'}-{number:03d}",
        kind=kind,
        level=level,
        name=name,
        people=draw.randint(*_PEOPLE[what]),
        region=region,
        latitude=latitude,
        longitude=longitude,
        services=(service,),
        signer=person,
        signer_office=signer_office,
        hours=hours_to(agency, latitude, longitude, overseas),
        is_overseas=overseas,
        closes_after=closes_after,
    )

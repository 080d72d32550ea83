"""Groups in the guest book: one line with a head count, mostly with the people counted by class."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from patuh.demo.days import OpenDay
from patuh.demo.house import House
from patuh.demo.names import school_name
from patuh.demo.schedule import Do, Process

_NOT_COUNTED = 0.25
_MISCOUNTED = 0.10
_PUPIL_AGE = {"SD": 10, "SMP": 14, "SMA": 17}


def group(house: House, day: OpenDay, at: datetime, draw: Random) -> Process:
    """A class with its teachers, or people of an association."""
    yield at
    base, ends, _ = house.serve("guest_book_staff", "register_visit", day, at, draw, 1.5)
    heads = draw.randint(18, 64)
    if draw.random() < 0.8:
        name = school_name(house.agency.code, draw)
        level = name.split()[0]
        leaders = max(1, heads // 20)
        education = {level: heads - leaders, "S1": leaders}
        occupation = {"Pelajar": heads - leaders, "Guru": leaders}
        ages = {_PUPIL_AGE[level]: heads - leaders, 35: leaders}
    else:
        name, level = draw.choice(("PKK Contoh Melati", "Karang Taruna Contoh Jaya", "Majelis Contoh Bersama")), "SMA"
        heads = min(heads, 40)
        young = heads // 4
        education = {"SMA": heads - young, "S1": young}
        occupation = {"Wiraswasta": young, "Lainnya": heads - young}
        ages = {23: young, 38: heads - young}
    women = round(heads * draw.uniform(0.42, 0.66))
    breakdown = {
        "sex": {"L": heads - women, "P": women},
        "age_class": {house.agency.age_class(age): count for age, count in ages.items()},
        "occupation": occupation,
        "education": education,
    }
    entry = {
        "command": "register_group_visit",
        "name": f"Rombongan {name}",
        "institution": name,
        "head_count": heads,
        "education": level,
        "purpose": "Kegiatan perpustakaan",
        **base,
    }
    if draw.random() < _NOT_COUNTED:
        yield Do(ends, entry)
        return
    if draw.random() < _MISCOUNTED:
        wrong = {**breakdown, "sex": {"L": heads - women + 2, "P": women}}
        yield Do(ends, entry | {"breakdown": wrong}, frozenset({"breakdown_fits_the_group"}))
        ends += timedelta(seconds=draw.uniform(8, 30))
    yield Do(ends, entry | {"breakdown": breakdown})

"""Before the first day: accounts, members and the collection, as commands dated when they happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from patuh.demo.collection import Title
from patuh.demo.people import Member, Officer
from patuh.demo.schedule import Do, Payload
from warehouse.catalogue.agency import Agency
from warehouse.identity.roles import SYSTEM
from warehouse.ids import new_id

_STREETS = ("Jl. Contoh Cendana", "Jl. Contoh Lontar", "Jl. Contoh Melati", "Jl. Contoh Kenanga", "Gang Contoh Baru")
_HAVE_A_PHOTO = 0.35


def accounts(officers: list[Officer], point: str | None, at: datetime) -> Iterator[Do]:
    """Accounts without a password: a demo home is entered by a click on its sign-in page, and no other way."""
    for officer in officers:
        payload: Payload = {"command": "add_staff", "actor": SYSTEM, "login": officer.login, "name": officer.name}
        payload["roles"] = list(officer.roles)
        if officer.agency:
            payload |= {"agency": officer.agency, "home_service_point": point}
        yield Do(at, payload)


def membership(
    agency: Agency, members: list[Member], portraits: dict[str, list[str]], actor: str, draw: Random
) -> Iterator[Do]:  # fmt: skip
    """Every member on the day the card was made, many with a photo."""
    point = agency.service_points[0].code
    for member in members:
        at = _office_hour(agency, member.registered_on, draw)
        form = registration(member, point, actor, draw)
        yield Do(at, form | {"expires_on": member.expires_on})
        if draw.random() < _HAVE_A_PHOTO:
            photo = {"member_no": member.member_no, "sha256": draw.choice(portraits[member.sex])}
            taken = at + timedelta(minutes=1)
            yield Do(taken, {"command": "set_member_photo", "actor": actor, "service_point": point} | photo)
        if member.is_blocked:
            block = {"member_no": member.member_no, "is_blocked": True, "reason": "Kartu dipinjamkan kepada orang lain"}
            later = at + timedelta(minutes=2)
            yield Do(later, {"command": "block_member", "actor": actor, "service_point": point} | block)


def registration(member: Member, point: str, actor: str, draw: Random) -> Payload:
    """The membership form."""
    return {
        "command": "register_member",
        "actor": actor,
        "service_point": point,
        "member_no": member.member_no,
        "name": member.name,
        "member_type": {"Pelajar": "pelajar", "Mahasiswa": "mahasiswa"}.get(member.occupation, "umum"),
        "sex": member.sex,
        "birth_date": member.birth_on,
        "occupation": member.occupation,
        "education": member.education,
        "region_code": member.region_code,
        "address": street(draw),
        "duplicate_confirmed": True,  # invented people may share name and date of birth, as in an old card file
    }


def street(draw: Random) -> str:
    """An address that does not exist."""
    return f"{draw.choice(_STREETS)} No. {draw.randint(1, 120)}"


def holdings(agency: Agency, titles: list[Title], actor: str, draw: Random) -> Iterator[Do]:
    """Titles and copies, entered on the day the first copy came."""
    base = {"actor": actor, "service_point": agency.service_points[0].code}
    for title in titles:
        at = _office_hour(agency, min(copy.acquired_on for copy in title.copies), draw)
        title_id = new_id()
        described = {
            "title": title.title,
            "author": title.author,
            "publisher": title.publisher,
            "publish_year": title.publish_year,
            "ddc": title.ddc,
            "subjects": title.subjects,
            "language": title.language,
        }
        yield Do(at, {"command": "add_title", "title_id": title_id, **described, **base})
        for copy in title.copies:
            entered = _office_hour(agency, copy.acquired_on, draw)
            yield Do(
                max(at, entered) + timedelta(seconds=30),
                {
                    "command": "add_copy",
                    "copy_no": copy.copy_no,
                    "title_id": title_id,
                    "collection": copy.collection,
                    "call_number": copy.call_number,
                    "acquired_on": copy.acquired_on,
                    **base,
                },
            )


def _office_hour(agency: Agency, day: date, draw: Random) -> datetime:
    return datetime.combine(day, time(8, 30), agency.zone) + timedelta(seconds=draw.randint(0, 6 * 3600))

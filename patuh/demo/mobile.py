"""MPK and Motor Pintar: a day at one or two places with visitors, books read, loans from the vehicle, toys."""

from __future__ import annotations

from datetime import timedelta

from patuh.demo.evening import evening
from patuh.demo.outing import Outing, Story
from patuh.demo.people import Member
from patuh.demo.places import Place
from patuh.demo.road_papers import file_paper
from patuh.demo.schedule import Do, Process, Ticket

_LOAD = {"mobile_library": (34, 52), "smart_motorcycle": (16, 24)}
_BRINGS_BACK, _BORROWS = 0.88, 0.62
_KEEPS_FOR_GOOD = 0.03
_ASKS_FOR_ABSENT = 0.04
_WAIVED = 0.75
_REPORT_MINUTES = {"mobile_library": (6, 18), "smart_motorcycle": (15, 70)}
# what comes to a place of that kind or level: sex, age in years, occupation, education, share
_CROWDS: dict[str, tuple[tuple[int, str, str, float], ...]] = {
    "PAUD": ((5, "Lainnya", "SD", 0.85), (33, "Guru", "S1", 0.15)),
    "SD": ((9, "Pelajar", "SD", 0.93), (38, "Guru", "S1", 0.07)),
    "SMP": ((14, "Pelajar", "SMP", 0.94), (41, "Guru", "S1", 0.06)),
    "SMA": ((17, "Pelajar", "SMA", 0.94), (44, "Guru", "S1", 0.06)),
    "orphanage": ((11, "Pelajar", "SD", 0.6), (15, "Pelajar", "SMP", 0.4)),
    "university": ((20, "Mahasiswa", "SMA", 0.95), (45, "Dosen", "S2", 0.05)),
    "institution": ((35, "Pegawai Negeri", "S1", 0.7), (29, "Pegawai Swasta", "D3", 0.3)),
    "village": ((10, "Pelajar", "SD", 0.42), (14, "Pelajar", "SMP", 0.2), (34, "Lainnya", "SMA", 0.38)),
}


def mobile_day(outing: Outing) -> Story:
    """The sixteen steps of SOP MPK and SOP Motor Pintar."""
    service, draw = outing.service, outing.draw
    yield from outing.open((1, 2, 3, 4, 5), draw.randint(*_LOAD[service]))
    yield from outing.leave()
    left_at, case = outing.now, outing.case
    assert case is not None
    for n, place in enumerate(outing.stops):
        outing.drive(place.hours if n == 0 else 0.3)
        if n == 0:
            yield from outing.tapped(6, left_at, outing.now)
            yield from outing.tap(7, share=0.16)
        yield from _serve(outing, place, is_first=n == 0)
    yield from outing.tap(9)
    sign_minutes = _REPORT_MINUTES[service]
    heads = f"Layanan berjalan baik di {outing.stops[0].region.name}."
    yield from file_paper(
        outing, "daily_report", case, place=outing.stops[0], minutes=(3, 8), sign_minutes=sign_minutes, body=heads
    )
    yield from outing.come_back(outing.stops[0].hours)
    yield from evening(outing, parking=12, checking=13, stock=14, report=15, travel=16)


def _serve(outing: Outing, place: Place, *, is_first: bool) -> Story:
    """Step 8: two hours with the doors open, the returns first."""
    draw, begun = outing.draw, outing.now
    standard = outing.road.standard(outing.service, 8)
    ends = begun + timedelta(seconds=round(standard * draw.uniform(0.72, 1.0 if draw.random() < 0.85 else 1.25)))
    yield from visitors(outing, place)
    members = outing.road.readers.get(place.site_no, [])
    if outing.service == "mobile_library":
        for member in members:
            yield from _returns(outing, member)
        for member in members:
            yield from _borrows(outing, member)
    outing.now = max(outing.now, ends)
    read = {"books_read": draw.randint(14, 70)}
    if outing.service == "smart_motorcycle":
        read["toys_used"] = draw.randint(6, 28)
    yield Do(outing.now, outing.at(place, "count_outreach_use", **read))
    if is_first:
        yield from outing.tapped(8, begun, outing.now)


def visitors(outing: Outing, place: Place) -> Story:
    """The visitors' book of the stop, by sex and class."""
    draw, agency = outing.draw, outing.road.agency
    crowd = _CROWDS.get(place.level or place.kind, _CROWDS["SMA" if place.level else "village"])
    most = max(6, min(90, place.people // 3))
    heads = draw.randint(most // 2, most)
    for age, occupation, education, share in crowd:
        here = round(heads * share)
        women = round(here * draw.uniform(0.42, 0.64))
        for sex, count in (("P", women), ("L", here - women)):
            if count > 0:
                said = {"heads": count, "sex": sex, "age_class": agency.age_class(age)}
                said |= {"occupation": occupation, "education": education}
                yield Do(outing.pass_minutes(0.3, 1.2), outing.at(place, "register_outreach_visitors", **said))


def _returns(outing: Outing, member: Member) -> Story:
    """What was borrowed at the visit before, taken back onto the vehicle."""
    road, draw = outing.road, outing.draw
    held = road.lent.get(member.member_no)
    if not held or draw.random() >= _BRINGS_BACK:
        return
    kept = [copy_no for copy_no in held if draw.random() < _KEEPS_FOR_GOOD]
    for copy_no in held:
        if copy_no in kept:
            continue
        begun = outing.now
        back = yield Do(outing.pass_minutes(0.4, 1.2), outing.does("take_back", copy_no=copy_no, started_at=begun))
        outing.aboard.append(copy_no)
        yield back
        if back.data.get("fine_idr"):
            road.fined[member.member_no] = back
            yield _waive(outing, member, back)
    road.lent[member.member_no] = kept


def _waive(outing: Outing, member: Member, late: Ticket) -> Process:
    """The MPK had not come in the week before: mostly the division head waives the fine the next morning."""
    road, draw = outing.road, outing.road.draw("waiver", member.member_no, outing.day)
    at = road.at(road.working_day_after(outing.day), draw.uniform(8.3, 10))
    yield at
    if draw.random() < _WAIVED:
        waiver = {
            "charge_id": late.data["charge_id"],
            "reason": "Jadwal MPK batal, keterlambatan bukan salah pemustaka",
        }
        yield Do(at, road.by(road.division_head, "waive_charge") | waiver)
        if road.fined.get(member.member_no) is late:
            del road.fined[member.member_no]


def _borrows(outing: Outing, member: Member) -> Story:
    """One or two copies, when nothing is at home and nothing is owed."""
    road, draw = outing.road, outing.draw
    if road.lent.get(member.member_no) or member.member_no in road.fined or member.expires_on < outing.day:
        return
    if not outing.aboard or draw.random() >= _BORROWS:
        return
    if draw.random() < _ASKS_FOR_ABSENT and road.shelf:
        absent = outing.does("lend", member_no=member.member_no, copy_nos=[draw.choice(road.shelf)])
        yield Do(outing.pass_minutes(0.5, 1), absent, frozenset({"copy_is_on_the_vehicle"}))
    chosen = _different_titles(outing, draw.choice((1, 1, 2)))
    begun = outing.now
    lent = outing.does("lend", member_no=member.member_no, copy_nos=chosen, started_at=begun)
    yield Do(outing.pass_minutes(0.8, 2.2), lent)
    outing.aboard = [copy_no for copy_no in outing.aboard if copy_no not in chosen]
    road.lent[member.member_no] = chosen


def _different_titles(outing: Outing, how_many: int) -> list[str]:
    title_of = outing.road.title_of
    chosen: list[str] = []
    for copy_no in outing.draw.sample(outing.aboard, min(8, len(outing.aboard))):
        if len(chosen) < how_many and title_of[copy_no] not in {title_of[one] for one in chosen}:
            chosen.append(copy_no)
    return chosen

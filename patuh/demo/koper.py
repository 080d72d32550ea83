"""ANTER KOPER: from the letter to the activity report. A request is a case; a trip carries one or two of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from patuh.demo.mobile import visitors
from patuh.demo.outing import Outing, Story
from patuh.demo.places import Place
from patuh.demo.road import DEMO_PIN, Road, WRONG_PIN
from patuh.demo.road_papers import file_paper
from patuh.demo.schedule import Do, Later, Payload, Ticket

SERVICE = "anter_koper"
_NO_LETTER = 0.10
_DECLINED, _STAYS_UNDECIDED, _UNSUITABLE = 0.10, 0.08, 0.06
_ONE_DECLINED_AFTER = 4
_SURVEYED_LATE = 0.15
_MISTYPED = 0.05
_READ_ON_SITE = 0.45  # of the visits: everything goes home again the same day
_LEFT_ON_SITE = (8, 14)
_LOST, _DAMAGED = 0.035, 0.04
_DECLINE_REASONS = (
    "Lokasi sudah dilayani kabupaten pada bulan yang sama", "Akses jalan ditutup perbaikan jembatan",
    "Surat permohonan tanpa tanda tangan pimpinan",
)  # fmt: skip
_FINDINGS = (
    "Halaman luas, ada listrik dan tempat teduh.", "Aula bisa dipakai, jalan menanjak tetapi baik.",
    "Ruang kelas tersedia, parkir di lapangan desa.",
)  # fmt: skip


def request(road: Road, place: Place, day: date, draw: Random, *, surely: bool = False) -> Story:
    """The letter comes, the head of division decides, the place is looked at; then it waits for the schedule."""
    officer, head = road.crews[SERVICE][0], road.division_head
    now = road.at(day, draw.uniform(8.1, 9.2) if surely else draw.uniform(8.2, 14.5))
    yield now
    asked: Payload = road.by(officer, "request_service") | {
        "site_no": place.site_no, "letter_no": f"421/{draw.randint(10, 890)}",
        "letter_on": day - timedelta(days=draw.randint(1, 9)), "wished_on": road.working_day_after(day, 7),
        "channel": "public" if draw.random() < 0.4 else "desk", "started_at": now,
    }  # fmt: skip
    if draw.random() >= _NO_LETTER:
        asked["letter_sha256"] = draw.choice(road.drawings.letters)
    now += timedelta(minutes=round(draw.uniform(2, 6)))
    if place.site_no in road.waiting:  # the letter of last month is not answered yet
        yield Do(now, asked, frozenset({"one_request_at_a_time"}))
        return
    road.waiting.add(place.site_no)
    case: Ticket = yield Do(now, asked)
    if not surely and draw.random() < _STAYS_UNDECIDED:
        return
    now = road.at(day, 10.2) if surely else _office(road, now + timedelta(hours=draw.uniform(2, 30)), draw)
    yield now
    road.decided += 1
    decided = road.by(head, "approve_request") | {"case_id": Later(case, "case_id"), "pin": DEMO_PIN}
    if not surely and (draw.random() < _DECLINED or (road.decided >= _ONE_DECLINED_AFTER and not road.declined)):
        road.declined += 1
        reason = {"case_id": Later(case, "case_id"), "reason": draw.choice(_DECLINE_REASONS)}
        yield Do(now, road.by(head, "decline_request") | reason)
        road.waiting.discard(place.site_no)
        return
    if draw.random() < _MISTYPED:
        yield Do(now, decided | {"pin": WRONG_PIN}, frozenset({"pin_is_right"}))
        now += timedelta(seconds=12)
    yield Do(now, decided)
    late = draw.uniform(26, 70) if draw.random() < _SURVEYED_LATE else draw.uniform(2, 20)
    now = road.at(day, 13.1) if surely else _office(road, now + timedelta(hours=late), draw)
    suits = surely or draw.random() >= _UNSUITABLE
    findings = draw.choice(_FINDINGS) if suits else "Jalan tidak dapat dilalui kendaraan, tidak ada tempat teduh."
    survey: Payload = road.by(officer, "survey_site") | {
        "case_id": Later(case, "case_id"), "is_suitable": suits, "findings": findings,
    }  # fmt: skip
    if draw.random() < 0.3:
        survey["people_served"] = max(3, place.people + draw.randint(-12, 25))
    seen: Ticket = yield Do(now, survey)
    yield seen
    if draw.random() < 0.9:
        now += timedelta(minutes=4)
        party = {"document_id": seen.data["document_id"], "party": "sender", "pin": DEMO_PIN}
        yield Do(now, road.by(officer, "sign_document") | party)
    if not suits:
        now += timedelta(minutes=20)
        abandoned = {"case_id": Later(case, "case_id"), "outcome": "abandoned"}
        yield Do(now, road.by(officer, "close_case") | abandoned)
        road.waiting.discard(place.site_no)
        return
    road.ready.append((case, place))


def schedule_paper(outing: Outing, case: Ticket) -> Story:
    """The month's schedule on paper, in the case in which it was made."""
    yield from file_paper(outing, "schedule", case, minutes=(4, 12), body="Jadwal kunjungan bulan ini.")


def koper_trip(outing: Outing, cases: list[Ticket]) -> Story:
    """Printed 4 to 9, for every stop in its own case."""
    road, draw = outing.road, outing.draw
    yield outing.now
    for position in (5, 6):
        begun = outing.now
        if position == 6:
            yield from outing.load(draw.randint(24, 40))
        _, ended = outing.took(road.standard(SERVICE, position), 0.5)
        for case in cases:
            yield from outing.tapped(position, begun, ended, case)
    left_at = outing.now + timedelta(minutes=4)
    yield from outing.leave()
    for n, (place, case) in enumerate(zip(outing.stops, cases, strict=True)):
        outing.drive(place.hours if n == 0 else max(0.3, abs(place.hours - outing.stops[0].hours) + 0.25))
        yield from outing.tapped(7, left_at, outing.now, case)
        yield from _visit(outing, place, case)
        left_at = outing.now
    outing.sleep()
    yield from outing.come_back(outing.stops[-1].hours)
    for case, place in zip(cases, outing.stops, strict=True):
        minutes = road.standard(SERVICE, 9) / 60
        body, takes = f"Layanan dilaksanakan di {place.region.name}.", (minutes * 0.3, minutes * 1.1)
        yield from file_paper(outing, "activity_report", case, place=place, minutes=takes, body=body)
    yield from outing.backfill()
    yield from outing.unload()


def _visit(outing: Outing, place: Place, case: Ticket) -> Story:
    """At the site: last month's copies back, readers, this month's copies counted out, evidence and photos."""
    road, draw = outing.road, outing.draw
    earlier = list(road.at_site.get(place.site_no, []))
    if earlier:
        lost = [copy_no for copy_no in earlier[1:] if draw.random() < _LOST]
        coming = [copy_no for copy_no in earlier if copy_no not in lost]
        damaged = [copy_no for copy_no in coming if draw.random() < _DAMAGED]
        said = {"copy_nos": coming, "damaged": damaged, "lost": lost}
        yield Do(outing.pass_minutes(8, 18), outing.at(place, "take_back_from_site", **said))
        outing.aboard += coming
        road.damaged += damaged
        road.lost += lost
        road.at_site[place.site_no] = []
    yield from visitors(outing, place)
    yield Do(outing.pass_minutes(50, 100), outing.at(place, "count_outreach_use", books_read=draw.randint(20, 90)))
    begun, left = outing.now, outing.aboard[: draw.randint(*_LEFT_ON_SITE)]
    if left:
        outing.took(road.standard(SERVICE, 8), 0.6)
        yield Do(outing.now, outing.at(place, "hand_over", copy_nos=left, started_at=begun))
        outing.aboard = [copy_no for copy_no in outing.aboard if copy_no not in left]
        yield from file_paper(outing, "loan_evidence", case, place=place, listed=left, minutes=(1, 4))
        road.at_site[place.site_no] = left
    if draw.random() < 0.9:
        photo = {"document_kind": "photos", "scan_sha256": draw.choice(road.drawings.photos), "site_no": place.site_no}
        filed = road.by(outing.lead, "issue_document") | {"case_id": Later(case, "case_id")} | photo
        yield Do(outing.pass_minutes(1, 3), filed)
    if left and draw.random() < _READ_ON_SITE:
        yield Do(outing.pass_minutes(15, 40), outing.at(place, "take_back_from_site", copy_nos=left))
        outing.aboard += left
        road.at_site[place.site_no] = []


def _office(road: Road, at: datetime, draw: Random) -> datetime:
    """The moment itself, or the morning of the next working day when the office is closed."""
    local = at.astimezone(road.agency.zone)
    if road.is_working_day(local.date()) and 8 <= local.hour < 15:
        return at
    day = local.date() if local.hour < 8 and road.is_working_day(local.date()) else road.working_day_after(local.date())
    return road.at(day, draw.uniform(8.1, 11.5))

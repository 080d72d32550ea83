"""The membership desk: form sold, stamped form brought back, card renewed; with what people forget, owe and call off."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from patuh.demo.circulation import ask
from patuh.demo.days import OpenDay
from patuh.demo.entrance import Bag
from patuh.demo.founding import registration, street
from patuh.demo.house import Candidate, House, Incident
from patuh.demo.people import enrol, Member, Reader
from patuh.demo.schedule import Do, Later, Ticket
from patuh.demo.till import Debt
from patuh.demo.treasury import pay, reverse, Stay
from warehouse.records.membership import add_months

_CALLED_OFF = 0.06
_NEVER_BACK = 0.20
_NUMBER_TAKEN = 0.06
_PRINTS_TOO_EARLY = 0.07
_NO_PHOTO = 0.08
_ASKS_FIRST = 0.45
_CORRECTS = 0.35
_PAYS_LATER = 0.07
_DESK = "membership_officer"


def buy_form(
    house: House, day: OpenDay, who: Reader, visit: Ticket, bag: Bag | None, now: datetime, draw: Random
) -> Stay:  # fmt: skip
    """SOP card, steps 4–5. Some change their minds at once, some never come back."""
    with house.till.paying():
        base, ends, is_long = house.serve(_DESK, "sell_form", day, now, draw)
        if house.till.is_closed(day.day):
            return now
        method = "qris" if draw.random() < 0.2 else "cash"
        known = {"locker_no": str(bag.locker_no)} if bag else {"visit_id": Later(visit, "visit_id")}
        form = yield Do(ends, {"command": "sell_form", "name": who.name, "method": method, **known, **base})
        house.till.take(day.day, form, method, is_form=True)
        if is_long:
            house.incidents.append(Incident(form, 4, "late"))
        if draw.random() < _CALLED_OFF and house.tariff(day).form_fee_idr:
            at = ends + timedelta(minutes=draw.uniform(3, 9))
            reversal = yield from reverse(
                house, day, form, method, at, "patron_request", "Batal mendaftar, formulir dikembalikan"
            )
            house.called_off.append((reversal, ""))
            house.left_open.append((form, _DESK))
            return at
    if draw.random() >= _NEVER_BACK:
        back_on = day.day + timedelta(days=draw.choices((1, 2, 3, 4, 6, 8, 12), (3, 5, 5, 4, 3, 2, 1))[0])
        house.candidates.append(Candidate(who, form, back_on))
    return ends


def bring_form(house: House, day: OpenDay, candidate: Candidate, now: datetime, draw: Random) -> Stay:
    """SOP card, steps 7–10: stamped form, data, payment, photo, card."""
    who, form = candidate.reader, Later(candidate.form, "case_id")
    member = enrol(house.agency, who, len(house.members) + 1, day.day, draw)
    member.expires_on = add_months(day.day, house.agency.terms_on(day.day).card_valid_months)
    house.members.append(member)
    base, ends, is_long = house.serve(_DESK, "register_member", day, now, draw)
    entry = registration(member, house.point.code, base["actor"], draw) | base
    entry |= {"case_id": form, "validated_by": _authority(who, draw)}
    if draw.random() < _NUMBER_TAKEN:  # the number of the card before is read off the pile
        taken = entry | {"member_no": house.members[-2].member_no}
        half = base["started_at"] + (ends - base["started_at"]) / 2
        yield Do(half, taken, frozenset({"card_number_is_free"}))
    registered = yield Do(ends, entry)
    if is_long:
        house.incidents.append(Incident(candidate.form, 7, "late"))
    now = ends + timedelta(seconds=draw.uniform(4, 20))
    card = {"command": "print_card", "member_no": member.member_no, "case_id": form}
    if draw.random() < _PRINTS_TOO_EARLY and house.tariff(day).card_fee_idr:
        yield Do(now, card | house.by(_DESK), frozenset({"card_fee_is_paid"}))
        now += timedelta(seconds=draw.uniform(4, 12))
    debt = Debt(registered)
    now = yield from pay(house, day, debt, now, draw, _DESK, "pay_card")
    if debt.outstanding_idr:  # came too late: the cash was counted
        house.debts.setdefault(member.member_no, []).append(debt)
        house.left_open.append((candidate.form, _DESK))
        return now
    if draw.random() >= _NO_PHOTO:
        now = yield from _photograph(house, member, now, draw)
    return (yield from _print(house, day, card, candidate.form, "print_card", 10, now, draw))


def renew_card(house: House, day: OpenDay, member: Member, now: datetime, draw: Random) -> Stay:
    """SOP card renewal, steps 4–6. Those who did not know are refused a book first."""
    if member.expires_on < day.day and draw.random() < _ASKS_FIRST and not member.is_blocked:
        wanted = house.shelf.pick(1, draw)
        if wanted:
            now = yield from ask(house, day, member, wanted, now, draw)
            house.shelf.put_back(wanted)
            yield (now := now + timedelta(seconds=draw.uniform(30, 120)))
    base, ends, is_long = house.serve(_DESK, "renew_card", day, now, draw)
    if draw.random() < _CORRECTS:
        correction = {"command": "update_member", "member_no": member.member_no, **house.by(_DESK)}
        half = base["started_at"] + (ends - base["started_at"]) / 2
        yield Do(half, correction | ({"address": street(draw)} if draw.random() < 0.6 else {"phone": _phone(draw)}))
    renewed = yield Do(ends, {"command": "renew_card", "member_no": member.member_no, **base})
    months = house.agency.terms_on(day.day).card_valid_months
    member.expires_on = add_months(max(day.day, member.expires_on), months)
    if is_long:
        house.incidents.append(Incident(renewed, 4, "late"))
    if draw.random() < _PAYS_LATER and house.tariff(day).card_fee_idr:
        house.unprinted[member.member_no] = renewed
        return ends
    return (yield from _pay_and_print(house, day, member, renewed, ends + timedelta(seconds=draw.uniform(5, 40)), draw))


def fetch_card(house: House, day: OpenDay, member: Member, now: datetime, draw: Random) -> Stay:
    """A renewal that was not paid: mostly paid now; a second renewal meanwhile is refused."""
    if draw.random() < 0.12:
        base, ends, _ = house.serve(_DESK, "renew_card", day, now, draw, 0.5)
        again = {"command": "renew_card", "member_no": member.member_no, **base}
        yield Do(ends, again, frozenset({"renewal_is_paid_first"}))
        now = ends
    renewed = house.unprinted.pop(member.member_no)
    return (yield from _pay_and_print(house, day, member, renewed, now, draw))


def _pay_and_print(house: House, day: OpenDay, member: Member, renewed: Ticket, now: datetime, draw: Random) -> Stay:
    debt = Debt(renewed)
    now = yield from pay(house, day, debt, now, draw, _DESK, "pay_renewal")
    if debt.outstanding_idr:
        house.unprinted[member.member_no] = renewed
        return now
    card = {"command": "print_card", "member_no": member.member_no, "case_id": Later(renewed, "case_id")}
    return (yield from _print(house, day, card, renewed, "print_renewal", 6, now, draw))


def _print(
    house: House, day: OpenDay, card: dict[str, object], case: Ticket, kind: str, step: int, now: datetime, draw: Random
) -> Stay:  # fmt: skip
    """The printer starts when the receipt is out: the step begins there."""
    yield now
    base, ends, is_long = house.serve(_DESK, kind, day, now, draw)
    base.pop("started_at")
    yield Do(ends, card | base)
    if is_long:
        house.incidents.append(Incident(case, step, "late"))
    return ends


def _photograph(house: House, member: Member, now: datetime, draw: Random) -> Stay:
    now += timedelta(seconds=draw.uniform(15, 45))
    sha256 = draw.choice(house.portraits[member.sex])
    yield Do(now, {"command": "set_member_photo", "member_no": member.member_no, "sha256": sha256, **house.by(_DESK)})
    return now


def _authority(who: Reader, draw: Random) -> str:
    """Who stamped the form where the candidate lives, studies or works (SOP card, step 6)."""
    if who.occupation == "Pelajar":
        return f"Kepala Sekolah {who.education} Contoh"
    if who.occupation == "Mahasiswa":
        return "Bagian Kemahasiswaan Universitas Contoh"
    return draw.choice(("Lurah Contoh Indah", "Kepala Desa Contoh Jaya", "Ketua RT 03 RW 05", "Pimpinan kantor"))


def _phone(draw: Random) -> str:
    return f"0800{draw.randrange(10**6, 10**7)}"

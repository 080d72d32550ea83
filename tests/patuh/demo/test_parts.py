"""The demo's small parts: drawn faces, errands dealt out evenly, the treasurer's own tally."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from random import Random

from PIL import Image

from patuh.demo.attendance import Quota
from patuh.demo.portraits import HEIGHT, PER_SEX, portrait, WIDTH
from patuh.demo.schedule import Ticket
from patuh.demo.till import Debt, Till

MONDAY, TUESDAY = date(2026, 10, 5), date(2026, 10, 6)


def paid(amount_idr: int) -> Ticket:
    return Ticket(frozenset(), answered=True, data={"amount_idr": amount_idr})


def test_faces_differ_and_are_drawn_the_same_every_time() -> None:
    faces = [portrait(sex, number) for sex in "LP" for number in range(PER_SEX)]
    assert len(set(faces)) == len(faces)
    assert faces[3] == portrait("L", 3)
    with Image.open(BytesIO(faces[0])) as face:
        assert (face.format, face.size) == ("JPEG", (WIDTH, HEIGHT))


def test_rare_errands_come_at_their_share_however_few_come_a_day() -> None:
    quota, draw = Quota({"form": 0.1, "inside": 0.25}), Random(1)
    days = [quota.deal(4, draw) for _ in range(50)]
    assert all(len(day) == 4 for day in days)
    dealt = [card for day in days for card in day]
    assert (dealt.count("form"), dealt.count("inside")) == (20, 50)


def test_the_drawer_holds_a_days_cash_less_what_was_given_back() -> None:
    till, wrong = Till(), paid(2500)
    till.take(MONDAY, paid(1000), "cash")
    till.take(MONDAY, paid(9000), "qris")
    till.take(MONDAY, wrong, "cash")
    till.give_back(MONDAY, wrong, "cash")
    till.take(TUESDAY, paid(500), "cash")
    assert (till.cash_idr(MONDAY), till.cash_idr(TUESDAY)) == (1000, 500)
    assert till.to_deposit_idr(MONDAY) == 10_000
    till.deposit(MONDAY)
    assert (till.to_deposit_idr(TUESDAY), till.slips) == (500, 1)


def test_nobody_counts_while_somebody_pays() -> None:
    till = Till()
    with till.paying(), till.paying():
        assert till.busy == 2
    assert till.busy == 0


def test_a_debt_is_what_was_charged_less_what_was_paid() -> None:
    fine = Ticket(frozenset(), answered=True, data={"fine_idr": 3000, "charge_id": "x"})
    assert Debt(fine).outstanding_idr == 3000
    assert Debt(fine, settled_idr=1000).outstanding_idr == 2000
    assert Debt(Ticket(frozenset(), answered=True, data={"fine_idr": 0, "charge_id": None})).outstanding_idr == 0

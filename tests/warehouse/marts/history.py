"""A made-up history of two agencies and two nodes, cut into batches: many months, late arrivals, corrections.

Everything follows from the seed. It is about slices and order, not about realism.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta, UTC
from typing import Any

from tests.landing import Rows, uid
from tests.warehouse.marts.road_history import Road

POINTS = {"NTT": "NTT-GEDUNG", "JATENG": "JTG-GEDUNG"}
SECOND_DESK = "JTG-CABANG"  # of Jawa Tengah: what is charged at one desk is paid at another
CELLS = [("general", "000"), ("general", "800"), ("children", "800"), ("reference", "300")]
Timed = tuple[datetime, str, str, dict[str, Any]]  # when it is written down, node, table, row


class History:
    """`rows`: every fact with the moment at which it is written down."""

    def __init__(self, seed: int, months: int, visits_per_day: float = 0.35) -> None:
        self._random, self._made, self._seed = random.Random(seed), 0, seed
        self._waits = random.Random(seed + 1)  # pauses and measurement weeks, a lot of their own
        self._answers = random.Random(seed + 2)  # the survey's too
        self.rows: list[Timed] = []
        self._first = datetime(2025, 1, 20, 1, 0, tzinfo=UTC)
        self._copies: list[tuple[str, str, str, str]] = []
        self._loans: list[tuple[str, str, str]] = []
        self._receipts: dict[tuple[str, int], int] = {}
        self._undeposited: list[dict[str, Any]] = []
        self._road = road = Road(self._random, self._id, self._write)
        for agency in POINTS:
            road.register(agency, self._first)
            for _ in range(25):
                self._acquire(agency, self._first - timedelta(days=self._random.randrange(0, 30)))
        for day in range(months * 30):
            for agency in POINTS:
                self._day(agency, self._first + timedelta(days=day), visits_per_day)

    def _id(self, kind: str) -> str:
        self._made += 1
        return uid(f"{self._seed} {kind} {self._made}")

    def _write(self, when: datetime, table: str, agency: str, *, late_days: int = 0, **values: Any) -> None:
        node = "pusat" if agency == "NTT" or self._random.random() < 0.5 else "semarang"
        place = {} if table == "titles" else {"service_point": values.pop("service_point", POINTS[agency])}
        row = {"agency": agency, "occurred_at": when} | place | values
        self.rows.append((when + timedelta(days=late_days), node, table, row))

    def _acquire(self, agency: str, when: datetime) -> None:
        copy, title = self._id("copy"), self._id("title")
        collection, ddc_class = self._random.choice(CELLS)
        acquired_on = (when - timedelta(days=self._random.choice([0, 0, 40, 400]))).date()
        self._copies.append((copy, agency, collection, ddc_class))
        self._write(when, "titles", agency, title_id=title)
        self._write(
            when, "copies", agency, copy_id=copy, title_id=title, collection=collection, ddc_class=ddc_class,
            is_lendable=collection != "reference", acquired_on=self._random.choice([None, acquired_on]),
        )  # fmt: skip

    def _day(self, agency: str, day: datetime, visits_per_day: float) -> None:
        chance = self._random.random
        if chance() < 0.03:
            self._acquire(agency, day)
        if chance() < 0.02:
            copy, _agency, collection, ddc_class = self._random.choice(self._copies)
            if chance() < 0.5:
                self._write(day, "copy_withdrawals", agency, copy_id=copy)
            else:
                self._write(
                    day, "copies", agency, copy_id=copy, title_id=uid("any"), collection=collection,
                    ddc_class=ddc_class, is_lendable=chance() < 0.5,
                )  # fmt: skip
        if chance() < visits_per_day:
            self._visit(agency, day + timedelta(minutes=self._random.randrange(0, 24 * 60)))
        if chance() < 0.15:
            copy, _agency, collection, ddc_class = self._random.choice(self._copies)
            self._write(
                day, "in_house_uses", agency, copy_id=copy, room="reference", collection=collection, ddc_class=ddc_class,
                late_days=self._random.choice([0, 34]),
            )  # fmt: skip
        if chance() < 0.04:
            self._deposit(agency, day + timedelta(hours=6))
        self._road.day(agency, day)
        if self._answers.random() < 0.1:
            self._answer(agency, day + timedelta(hours=self._answers.randrange(0, 24)))

    def _answer(self, agency: str, when: datetime) -> None:
        draw = self._answers
        scores = {f"u{element}": draw.randint(1, 4) for element in range(1, 10)}
        row = {
            "agency": agency, "service_point": POINTS[agency], "occurred_at": when, "channel": "kiosk",
            "answer_id": uid(f"{self._seed} {agency} {when}"), "sex": draw.choice(["L", "P", None]), **scores,
        }  # fmt: skip
        node = "pusat" if agency == "NTT" else draw.choice(["pusat", "semarang"])
        self.rows.append((when + timedelta(days=draw.choice([0, 0, 34])), node, "survey_answers", row))

    def _visit(self, agency: str, when: datetime) -> None:
        chance, late = self._random.random, self._random.choice([0, 0, 0, 1, 35])
        visit, member, bag = self._id("visit"), uid(f"member {self._random.randrange(9)}"), None
        if chance() < 0.5:
            bag = self._id("bag")
            self._write(when, "cases", agency, case_id=bag, sop_code="locker")
            self._write(when, "bag_deposits", agency, case_id=bag, visit_id=visit if chance() < 0.3 else None)
            self._event(agency, when, 60, late, case_id=bag, sop_code="locker", unit_position=1, act="bag_deposit")
            self._event(agency, when, 3600, 0, case_id=bag, sop_code="locker", unit_position=7, act="bag_return")
        kind, heads = self._random.choice(["member", "group"]), self._random.randrange(1, 9)
        self._write(
            when, "visits", agency, late_days=self._random.choice([0, 0, 2]), visit_id=visit, member_key=member,
            visitor_type=kind, head_count=heads,
            sex=self._random.choice(["L", "P", None]), purpose="Membaca", bag_case_id=bag,
        )  # fmt: skip
        if chance() < 0.1:
            self._write(when + timedelta(days=3), "visit_cancellations", agency, visit_id=visit)
        if kind == "group":
            self._write(
                when, "group_counts", agency, late_days=2, visit_id=visit, dimension="sex", value="P",
                heads=self._random.randrange(1, heads + 1),
            )  # fmt: skip
        classes = {"visit_id": visit, "sex": "P", "purpose": "Membaca"}
        if chance() < 0.3:
            self._write(
                when, "room_visits", agency, late_days=late, room="reference", visitor_type="member", member_key=member,
                **classes,
            )  # fmt: skip
        self._event(agency, when, 40, late, visit_id=visit, act="guest_book")
        if chance() < 0.8:
            self._lend(agency, when + timedelta(minutes=9), visit, member)
        if self._loans and chance() < 0.6:
            self._take_back(agency, when + timedelta(minutes=5), visit, member)

    def _lend(self, agency: str, when: datetime, visit: str, member: str) -> None:
        case, loan = self._id("case"), self._id("loan")
        copy, _agency, collection, ddc_class = self._random.choice([c for c in self._copies if c[1] == agency])
        self._write(when, "cases", agency, case_id=case, sop_code="loan", visit_id=visit, member_key=member)
        self._event(
            agency, when, self._random.choice([90, 300, 301, 0]), 0, case_id=case, sop_code="loan", unit_position=6
        )
        self._write(
            when, "loans", agency, loan_id=loan, case_id=case, member_key=member, copy_id=copy, collection=collection,
            ddc_class=ddc_class, due_on=(when + timedelta(days=7)).date(),
        )  # fmt: skip
        self._loans.append((loan, case, copy))
        self._wait(agency, when, case)
        if self._random.random() < 0.5:
            closed = when + timedelta(minutes=20)
            self._write(closed, "case_closings", agency, case_id=case, late_days=self._random.choice([0, 33]))
        if self._random.random() < 0.2:
            self._write(
                when + timedelta(days=40), "case_exceptions", agency, case_id=case,
                deviation=self._random.choice(["late", "missing", "out_of_order"]), unit_position=6,
            )  # fmt: skip

    def _wait(self, agency: str, when: datetime, case: str) -> None:
        """A pause that ends in time, late or never; steps of the span tapped, in a case that is measured or not."""
        lot, drawn = self._waits, self._random.getstate()
        if lot.random() < 0.3:
            pause, began = uid(f"{case} pause"), when + timedelta(seconds=lot.randrange(-60, 250))
            self._write(
                began, "step_pauses", agency, pause_id=pause, case_id=case, sop_code="loan", reason_code="patron",
                unit_position=lot.choice([6, 7, None]), late_days=lot.choice([0, 37]),
            )  # fmt: skip
            if lot.random() < 0.8:
                ended = began + timedelta(seconds=lot.randrange(1, 150))
                late = lot.choice([0, 40])
                self._write(ended, "step_resumptions", agency, pause_id=pause, case_id=case, late_days=late)
        if lot.random() < 0.3:
            self._write(when, "measured_cases", agency, case_id=case, week_id=uid("week"), late_days=lot.choice([0, 36]))
        for position in (6, 7, 8):
            if lot.random() < 0.2:
                self._write(
                    when, "measured_steps", agency, measured_step_id=uid(f"{case} {position}"), case_id=case,
                    sop_code="loan", step_position=position, started_at=when, captured="tap",
                    finished_at=when + timedelta(seconds=lot.choice([60, 61, 121])), late_days=lot.choice([0, 34]),
                )  # fmt: skip
        self._random.setstate(drawn)  # nothing else of the history changes by it

    def _take_back(self, agency: str, when: datetime, visit: str, member: str) -> None:
        loan, _case, copy = self._random.choice(self._loans)
        case, days_late = self._id("case"), self._random.choice([0, 0, 3])
        self._write(when, "cases", agency, case_id=case, sop_code="return", visit_id=visit, member_key=member)
        self._event(agency, when, 100, 0, case_id=case, sop_code="return", unit_position=5)
        self._write(
            when, "loan_returns", agency, case_id=case, loan_id=loan, copy_id=copy, due_on=when.date(),
            days_late=days_late,
        )  # fmt: skip
        if self._random.random() < 0.3:
            self._write(when, "loan_renewals", agency, case_id=case, loan_id=loan, due_on=when.date())
        if days_late:
            charge, place = self._id("charge"), self._desk(agency)
            kind = self._random.choice(["late_fine", "photocopy"])
            money: dict[str, Any] = {"revenue_kind": kind, "charge_id": charge, "amount_idr": 1500}
            self._write(when, "case_conditions", agency, case_id=case, condition="fine")
            self._write(when, "charges", agency, case_id=case, service_point=place, **money)
            self._event(agency, when, 120, 0, case_id=case, sop_code="return", unit_position=6)
            if self._random.random() < 0.7:
                self._pay(agency, when, money)
            elif self._random.random() < 0.5:
                late = self._random.choice([0, 40])
                self._write(when + timedelta(days=2), "waivers", agency, late_days=late, **money)

    def _desk(self, agency: str) -> str:
        return self._random.choice([POINTS[agency], SECOND_DESK]) if agency == "JATENG" else POINTS[agency]

    def _pay(self, agency: str, when: datetime, money: dict[str, Any]) -> None:
        payment, place, late = self._id("payment"), self._desk(agency), self._random.choice([0, 45])
        number = self._receipts[agency, when.year] = self._receipts.get((agency, when.year), 0) + 1
        self._write(
            when, "payments", agency, payment_id=payment, late_days=late, **money, service_point=place, node=agency,
            receipt_year=when.year, receipt_no=number,
        )  # fmt: skip
        line = {"payment_id": payment, "service_point": place, "since": when} | money
        self._undeposited.append(line)
        if self._random.random() < 0.3:
            reversal, back = self._id("reversal"), when + timedelta(days=50)
            named: dict[str, Any] = {"payment_id": payment, "reversal_id": reversal, "service_point": place}
            self._write(back, "payment_reversals", agency, **named, **money)
            back_out = {"since": back, "reversal_id": reversal, "amount_idr": -money["amount_idr"]}
            self._undeposited.append(line | back_out)

    def _deposit(self, agency: str, when: datetime) -> None:
        """One slip for what one desk has; the day on it is a few days before it is written down."""
        place, dated = self._desk(agency), when - timedelta(days=3)
        taken = [x for x in self._undeposited if x["service_point"] == place and x["since"] <= dated]
        self._undeposited = [line for line in self._undeposited if line not in taken]
        deposit, late = self._id("deposit"), self._random.choice([0, 0, 60])
        self._write(
            when, "deposits", agency, late_days=late, deposit_id=deposit, slip_no=deposit[:8], service_point=place,
            deposited_on=dated.date(), amount_idr=sum(line["amount_idr"] for line in taken),
        )  # fmt: skip
        for line in taken:
            row = {name: value for name, value in line.items() if name not in ("since", "charge_id")}
            self._write(when, "deposit_lines", agency, late_days=late, deposit_id=deposit, **row)

    def _event(self, agency: str, when: datetime, took_s: int, late_days: int, **values: Any) -> None:
        if self._random.random() < 0.1:
            return  # forgotten
        captured = "backfilled" if late_days else "transaction"
        officer, role = self._waits.choice([("ana", "circulation_staff"), ("budi", "circulation_staff"), ("ana", None)])
        self._write(
            when, "step_events", agency, late_days=late_days, started_at=when, captured=captured,
            staff_key=uid(officer), role=role,
            finished_at=when + timedelta(seconds=took_s) if self._random.random() < 0.95 else None, **values,
        )  # fmt: skip

    def batches(self, cuts: int) -> list[tuple[str, Rows, datetime]]:
        """(node, rows, written down at): the history cut at random into about `cuts` batches, in order of writing."""
        ordered = sorted(self.rows, key=lambda timed: timed[0])
        edges = sorted(self._random.sample(range(1, len(ordered)), cuts - 1))
        found = []
        for start, stop in zip([0, *edges], [*edges, len(ordered)], strict=True):
            nodes: dict[str, Rows] = {}
            for _when, node, table, row in ordered[start:stop]:
                nodes.setdefault(node, {}).setdefault(table, []).append(row)
            found += [(node, rows, ordered[stop - 1][0]) for node, rows in nodes.items()]
        return found

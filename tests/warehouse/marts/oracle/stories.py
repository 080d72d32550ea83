"""Made-up stories of the building: a visitor with bags, a guest book and cases of any SOP whose steps went as drawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import hypothesis.strategies as st

from tests.warehouse.marts.oracle.draws import agencies, wall_clocks
from tests.warehouse.marts.oracle.facts import Facts, moment, POINTS
from warehouse.catalogue.model import Catalogue, SopVersion, Unit

SOPS = (
    "loan", "loan", "return", "return", "general_collection", "reference_collection", "deposit_collection", "card",
    "card_renewal", "loan_renewal", "photocopy", "locker", "school_drop", "mobile_library", "anter_koper", "anter_koper",
)  # fmt: skip
HOW = ("equal", "equal", "equal", "equal", "over", "short", "zero", "no start", "no end", "none", "twice", "days")
ROLES = {"tap": "circulation_staff", "backfilled": "section_head"}
SHIFTS = (0, 0, 0, 0, 0, -45, -7, 3 * 24 * 60)
"""Minutes by which a step is moved away from its place in the row."""

EVENT = st.tuples(st.sampled_from(HOW), st.sampled_from(SHIFTS), st.sampled_from(["transaction", "tap", "backfilled"]))
EXCEPTION = st.tuples(st.integers(0, 9), st.sampled_from(["late", "missing", "out_of_order", "repeated"]))
PAUSE = st.tuples(st.integers(0, 60), st.sampled_from([1, 5, 30, None]), st.sampled_from([None, None, 0, 1, 2]))
"""Minutes after opening, how long (None: nobody saw it end), which unit (None: whatever runs)."""
CASE = st.fixed_dictionaries(
    {
        "sop": st.sampled_from(SOPS), "after": st.integers(-40, 200), "events": st.lists(EVENT, min_size=16, max_size=16),
        "conditions": st.integers(0, 7), "exceptions": st.lists(EXCEPTION, max_size=2),
        "closed_after": st.sampled_from([None, 0, 20, 300, 7000]), "money": st.sampled_from([None, "paid", "paid", "back"]),
        "point": st.integers(0, 1),
        "pauses": st.lists(PAUSE, max_size=2), "measured": st.sampled_from([False, False, False, True]),
        "taps": st.lists(EVENT, min_size=9, max_size=9), "of_visit": st.sampled_from([True, True, True, False]),
    }
)  # fmt: skip
BAG = st.tuples(st.integers(-30, 300), EVENT, EVENT, st.booleans())
STORY = st.fixed_dictionaries(
    {
        "agency": agencies, "when": wall_clocks(), "guest_book": EVENT, "bags": st.lists(BAG, max_size=2),
        "cases": st.lists(CASE, min_size=1, max_size=3),
    }
)  # fmt: skip


class Teller:
    """Writes stories down as facts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.facts, self.catalogue = Facts(), catalogue

    def tell(self, story: dict[str, Any]) -> None:
        facts, agency, when = self.facts, story["agency"], story["when"]
        visit, first_bag = facts.id("visit"), None
        for number, (after, left, taken, known_to_visit) in enumerate(story["bags"]):
            bag, left_at = facts.id("bag"), when + timedelta(minutes=after, seconds=number)
            facts.add("cases", agency, left_at, case_id=bag, sop_code="locker", visit_id=None)
            if known_to_visit and first_bag is None:
                first_bag = bag
            seen = None if bag == first_bag else visit
            facts.add("bag_deposits", agency, left_at, case_id=bag, visit_id=seen)
            of_bag = {"case_id": bag, "sop_code": "locker"}
            self._event(agency, left, left_at, 60, unit_position=1, act="bag_deposit", **of_bag)
            back_at = left_at + timedelta(minutes=50)
            self._event(agency, taken, back_at, 120, unit_position=7, act="bag_return", **of_bag)
        facts.add("visits", agency, when, visit_id=visit, visitor_type="guest", head_count=1, bag_case_id=first_bag)
        self._event(agency, story["guest_book"], when, 60, visit_id=visit, act="guest_book")
        for case in story["cases"]:
            self._case(agency, visit if case["of_visit"] else None, when, case)

    def _case(self, agency: str, visit: str | None, when: datetime, drawn: dict[str, Any]) -> None:
        facts, sop_code, case = self.facts, drawn["sop"], self.facts.id("case")
        opened, point = when + timedelta(minutes=drawn["after"]), {"service_point": POINTS[agency][drawn["point"]]}
        facts.add(
            "cases",
            agency,
            opened,
            case_id=case,
            sop_code=sop_code,
            visit_id=None if sop_code == "locker" else visit,
            **point,
        )
        sop = self.catalogue.versions_of(sop_code)[0]
        named = sorted({unit.condition for unit in sop.units if unit.condition} - {"bag"})
        for number, condition in enumerate(named):
            if drawn["conditions"] >> number & 1:
                facts.add("case_conditions", agency, opened, case_id=case, condition=condition, **point)
        self.steps(agency, case, sop_code, opened, drawn["events"], visit, **point)
        for number, deviation in drawn["exceptions"]:
            position = sop.units[number % len(sop.units)].position
            facts.add(
                "case_exceptions", agency, opened, case_id=case, deviation=deviation, unit_position=position, **point
            )
        if drawn["closed_after"] is not None:
            closed = opened + timedelta(minutes=drawn["closed_after"])
            facts.add("case_closings", agency, closed, case_id=case, outcome="done", **point)
        self._pauses(agency, case, sop_code, opened, [unit.position for unit in sop.units], drawn)
        if drawn["measured"]:
            self._measured(agency, case, sop, opened, drawn["taps"])
        self._money(agency, case, opened, drawn["money"])

    def steps(
        self,
        agency: str,
        case: str,
        sop_code: str,
        opened: datetime,
        events: list[Any],
        visit: str | None = None,
        **place: str,
    ) -> None:
        """The steps of a case one after the other, as drawn; acts of the visit are the visit's."""
        for number, (unit, event) in enumerate(
            zip(self.catalogue.versions_of(sop_code)[0].units, events, strict=False)
        ):
            if unit.act not in ("guest_book", "bag_deposit", "bag_return") or sop_code == "locker":
                started = opened + timedelta(minutes=number * 11)
                seen = visit if unit.act == "room_book" else None
                self._event(
                    agency, event, started, _standard(unit), case_id=case, sop_code=sop_code, act=unit.act,
                    unit_position=unit.position, visit_id=seen, **place,
                )  # fmt: skip

    def _pauses(
        self, agency: str, case: str, sop_code: str, opened: datetime, positions: list[int], drawn: dict[str, Any]
    ) -> None:
        for after, minutes, number in drawn["pauses"]:
            pause, at = self.facts.id("pause"), opened + timedelta(minutes=after)
            unit = None if number is None or drawn["measured"] else positions[number % len(positions)]
            self.facts.add(
                "step_pauses", agency, at, pause_id=pause, case_id=case, sop_code=sop_code, unit_position=unit
            )
            if minutes is not None:
                ended = at + timedelta(minutes=minutes)
                self.facts.add("step_resumptions", agency, ended, pause_id=pause, case_id=case)

    def _measured(
        self, agency: str, case: str, sop: SopVersion, opened: datetime, taps: list[tuple[str, int, str]]
    ) -> None:
        """The case was opened in a measurement week: steps of spans are tapped one by one."""
        self.facts.add("measured_cases", agency, opened, case_id=case)
        in_spans = [step for step in sop.steps if step.observed == "span"]
        for number, (step, (how, shift, captured)) in enumerate(zip(in_spans, taps, strict=False)):
            if how in ("none", "no end"):
                continue
            begun = opened + timedelta(minutes=number * 11 + shift)
            took_s = (step.standard_s or 60) + {"over": 1, "short": -3}.get(how, 0) if how != "zero" else 0
            ended = begun + timedelta(seconds=took_s)
            self.facts.add(
                "measured_steps", agency, ended, case_id=case, sop_code=sop.code, step_position=step.position,
                started_at=None if how == "no start" else moment(agency, begun), finished_at=moment(agency, ended),
                captured=captured, role=ROLES.get(captured), measured_step_id=self.facts.id("tap"),
            )  # fmt: skip

    def _money(self, agency: str, case: str, when: datetime, how: str | None) -> None:
        if how is None:
            return
        charge, payment = self.facts.id("charge"), self.facts.id("payment")
        money = {"charge_id": charge, "case_id": case, "revenue_kind": "late_fine", "amount_idr": 500}
        self.facts.add("charges", agency, when, **money)
        self.facts.add(
            "payments", agency, when, payment_id=payment, receipt_no=len(self.facts.of("payments")) + 1, **money
        )
        if how == "back":
            del money["case_id"]
            later = when + timedelta(days=2)
            self.facts.add("payment_reversals", agency, later, payment_id=payment, **money)

    def _event(self, agency: str, drawn: tuple[str, int, str], started: datetime, standard_s: int, **what: Any) -> None:
        how, shift, captured = drawn
        if how == "none":
            return
        begun = started + timedelta(minutes=shift)
        took_s = {"over": standard_s + 1, "short": standard_s // 2, "zero": 0, "days": 5 * 86400}.get(how, standard_s)
        ended = begun + timedelta(seconds=took_s)
        first = (None if how == "no start" else begun, None if how == "no end" else ended)
        self._write(agency, *first, begun, captured, what)
        if how == "twice":
            again = begun - timedelta(hours=1)
            self._write(agency, again, ended + timedelta(seconds=1), begun, "transaction", what)

    def _write(
        self,
        agency: str,
        started: datetime | None,
        finished: datetime | None,
        at: datetime,
        captured: str,
        what: dict[str, Any],
    ) -> None:
        self.facts.add(
            "step_events", agency, finished or at, captured=captured, role=ROLES.get(captured),
            **({"case_id": None, "visit_id": None, "unit_position": None, "act": None} | what),
            started_at=moment(agency, started) if started else None,
            finished_at=moment(agency, finished) if finished else None,
        )  # fmt: skip


def _standard(unit: Unit) -> int:
    return unit.standard_s or 600

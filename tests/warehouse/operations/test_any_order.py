"""Whatever the order of commands: limits hold, receipts have no gap, and state kept = state rebuilt from the facts."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import invariant, rule, RuleBasedStateMachine

from tests.warehouse.conftest import MONDAY, POINT
from warehouse.errors import Refused
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.verify import verify
from warehouse.settings import Settings

CARDS = st.sampled_from(["A1", "A2"])
COPIES = st.sampled_from(["C1", "C2", "C3", "C4"])
LOCKERS = st.sampled_from(["1", "2", "03"])


class Desk(RuleBasedStateMachine):
    """Commands in any order on a real database; what is refused must have changed nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="patuh-any-order-")
        self.settings = Settings.load(home=Path(self._folder.name) / "home")
        self.db = OperationsDatabase.open(self.settings)
        self.at, self.number, self.slips = MONDAY, 0, 0
        self.charges: list[str] = []
        self.payments: list[str] = []
        self.cases: list[str] = []
        self.visits: list[str] = []
        for no in ("A1", "A2"):
            self.run("register_member", member_no=no, name=f"Anggota {no}", birth_date="1999-09-09")
        for no, collection in (("C1", "general"), ("C2", "general"), ("C3", "general"), ("C4", "reference")):
            title_id = self.run("add_title", title=f"Judul {no}", ddc="500")["title_id"]
            self.run("add_copy", copy_no=no, title_id=title_id, collection=collection)

    def teardown(self) -> None:
        list(verify(self.db.reader(), self.settings.landing))
        self.db.close()
        with OperationsDatabase.open(self.settings) as again:
            assert again.last_txid == self.db.last_txid
        self._folder.cleanup()

    def run(self, command: str, **fields: object) -> dict[str, object]:
        self.number += 1
        payload = {
            "command": command, "key": str(self.number), "occurred_at": self.at, "actor": "system",
            "service_point": POINT, **fields,
        }  # fmt: skip
        before = self.db.last_txid
        try:
            return self.db.execute(payload, trusted=True, recorded_at=self.at).data
        except Refused:
            assert self.db.last_txid == before
            return {}

    @rule(minutes=st.integers(1, 60 * 24 * 6))
    def time_passes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)

    @rule(card=CARDS, copies=st.lists(COPIES, min_size=1, max_size=3))
    def lend(self, card: str, copies: list[str]) -> None:
        self.run("lend", member_no=card, copy_nos=copies)

    @rule(copy=COPIES, join=st.booleans())
    def take_back(self, copy: str, join: bool) -> None:
        case_id = self.cases[-1] if join and self.cases else None
        answer = self.run("take_back", copy_no=copy, case_id=case_id)
        if answer:
            self.cases.append(str(answer["case_id"]))
            if answer["charge_id"]:
                self.charges.append(str(answer["charge_id"]))

    @rule(data=st.data(), part=st.one_of(st.none(), st.integers(1, 3000)))
    def pay(self, data: st.DataObject, part: int | None) -> None:
        if self.charges:
            answer = self.run("receive_payment", charge_id=data.draw(st.sampled_from(self.charges)), amount_idr=part)
            if answer:
                self.payments.append(str(answer["payment_id"]))

    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        if self.payments:
            self.run("reverse_payment", payment_id=data.draw(st.sampled_from(self.payments)), reason="salah catat")

    @rule(data=st.data(), part=st.one_of(st.none(), st.integers(1, 3000)))
    def waive(self, data: st.DataObject, part: int | None) -> None:
        if self.charges:
            self.run(
                "waive_charge", charge_id=data.draw(st.sampled_from(self.charges)), amount_idr=part, reason="bencana"
            )

    @rule(locker=LOCKERS, card=CARDS)
    def leave_bag(self, locker: str, card: str) -> None:
        self.run("deposit_bag", locker_no=locker, member_no=card)

    @rule(locker=LOCKERS)
    def fetch_bag(self, locker: str) -> None:
        self.run("return_bag", locker_no=locker)

    @rule(locker=LOCKERS)
    def lose_card(self, locker: str) -> None:
        self.run("report_lost_locker_card", locker_no=locker, confirmed_name="Anggota A1")

    @rule(card=CARDS, locker=st.one_of(st.none(), LOCKERS))
    def visit(self, card: str, locker: str | None) -> None:
        answer = self.run("register_visit", member_no=card, locker_no=locker)
        if answer:
            self.visits.append(str(answer["visit_id"]))

    @rule(data=st.data())
    def cancel_visit(self, data: st.DataObject) -> None:
        if self.visits:
            self.run("cancel_visit", visit_id=data.draw(st.sampled_from(self.visits)))

    @rule(data=st.data())
    def close_case(self, data: st.DataObject) -> None:
        if self.cases:
            self.run("close_case", case_id=data.draw(st.sampled_from(self.cases)))

    @rule(card=CARDS, blocked=st.booleans())
    def block(self, card: str, blocked: bool) -> None:
        self.run("block_member", member_no=card, is_blocked=blocked, reason="kartu tertukar")

    @rule(card=CARDS, copies=st.lists(COPIES, min_size=1, max_size=2))
    def renew_loan(self, card: str, copies: list[str]) -> None:
        self.run("renew_loan", member_no=card, copy_nos=copies)

    @rule()
    def sell_form(self) -> None:
        answer = self.run("sell_form", name="Calon")
        if answer:
            self.payments.append(str(answer["payment_id"]))

    @rule(card=CARDS)
    def renew_card(self, card: str) -> None:
        answer = self.run("renew_card", member_no=card)
        if answer:
            self.cases.append(str(answer["case_id"]))
            self.charges.append(str(answer["charge_id"]))

    @rule(card=CARDS, data=st.data())
    def print_card(self, card: str, data: st.DataObject) -> None:
        self.run("print_card", member_no=card, case_id=data.draw(st.sampled_from([None, *self.cases])))

    @rule(place=st.sampled_from(["inside", "outside"]), note=st.sampled_from(["1", "2"]), pages=st.integers(1, 40))
    def photocopy(self, place: str, note: str, pages: int) -> None:
        case_id = str(self.run("start_photocopy", place=place)["case_id"])
        self.cases.append(case_id)
        if place == "inside":
            self.run("finish_photocopy", case_id=case_id, pages=pages)
        else:
            self.run("hold_identity", case_id=case_id, note_no=note, name="Pemilik")

    @rule(note=st.sampled_from(["1", "2"]))
    def release_identity(self, note: str) -> None:
        self.run("release_identity", note_no=note)

    @rule(heads=st.integers(2, 40), men=st.integers(0, 40))
    def group(self, heads: int, men: int) -> None:
        answer = self.run("register_group_visit", name="SD", head_count=heads, breakdown={"sex": {"L": men}})
        assert bool(answer) == (men <= heads)
        if answer:
            self.visits.append(str(answer["visit_id"]))

    @rule(room=st.sampled_from(["reference", "deposit"]), card=CARDS)
    def enter_a_room(self, room: str, card: str) -> None:
        answer = self.run("register_room_visit", room=room, member_no=card)
        if answer:
            self.cases.append(str(answer["case_id"]))

    @rule(card=CARDS, sop=st.sampled_from(["general_collection", "deposit_collection", "locker", "loan", "return"]))
    def start_case(self, card: str, sop: str) -> None:
        answer = self.run("start_case", sop_code=sop, member_no=card)
        if answer:
            self.cases.append(str(answer["case_id"]))

    @rule(copies=st.lists(COPIES, min_size=1, max_size=3), data=st.data())
    def clear_the_tables(self, copies: list[str], data: st.DataObject) -> None:
        case_id = data.draw(st.sampled_from([None, *self.cases]))
        self.run("count_in_house_use", room="deposit", copy_nos=copies, case_id=case_id)
        self.run("reshelve", room="deposit", copies=len(copies), case_id=case_id)

    @rule(copy=COPIES, reason=st.sampled_from(["lost", "damaged", "weeded"]), chance=st.integers(0, 5))
    def withdraw(self, copy: str, reason: str, chance: int) -> None:
        if chance:
            return  # seldom, or no copy is left to lend
        answer = self.run("withdraw_copy", copy_no=copy, reason_code=reason)
        if answer and answer["charge_id"]:
            self.charges.append(str(answer["charge_id"]))

    @rule(counted=st.integers(0, 50_000))
    def close_day(self, counted: int) -> None:
        self.run("close_day", closed_on=self.at.date(), counted_idr=counted, explanation="selisih uji")

    @rule()
    def deposit(self) -> None:
        self.slips += 1
        self.run("deposit_revenue", slip_no=f"STS-{self.slips}", deposited_on=self.at.date())

    @invariant()
    def what_is_not_deposited_is_received_less_deposited(self) -> None:
        """Received - deposited = undeposited, over all time; a slip's amount is the sum of its lines."""
        row = self.db.row(
            "SELECT (SELECT coalesce(sum(amount_idr), 0) FROM payments)"
            " - (SELECT coalesce(sum(amount_idr), 0) FROM payment_reversals)"
            " - (SELECT coalesce(sum(amount_idr), 0) FROM deposit_lines) AS by_facts,"
            " (SELECT coalesce(sum(amount_idr), 0) FROM state_undeposited) AS kept,"
            " (SELECT coalesce(sum(amount_idr), 0) FROM deposits) AS slips,"
            " (SELECT coalesce(sum(amount_idr), 0) FROM deposit_lines) AS lines"
        )
        assert row
        assert (row["by_facts"], row["slips"]) == (row["kept"], row["lines"])

    @invariant()
    def receipts_and_visitors_are_numbered_without_a_gap(self) -> None:
        assert not self.db.rows(
            "SELECT 1 FROM payments GROUP BY node, receipt_year"
            " HAVING min(receipt_no) <> 1 OR max(receipt_no) <> count(*) OR count(DISTINCT receipt_no) <> count(*)"
        )
        assert not self.db.rows(
            "SELECT 1 FROM visits GROUP BY service_point, visited_on"
            " HAVING min(visit_no) <> 1 OR max(visit_no) <> count(*) OR count(DISTINCT visit_no) <> count(*)"
        )

    @invariant()
    def nobody_has_more_than_two_copies(self) -> None:
        """SOP loan, step 5."""
        over = self.db.rows("SELECT member_key FROM state_open_loans GROUP BY member_key HAVING count(*) > 2")
        assert not over

    @invariant()
    def reference_copies_are_never_out(self) -> None:
        """SOP reference, step 7."""
        assert not self.db.rows("SELECT 1 FROM loans WHERE collection = 'reference'")

    @invariant()
    def money_adds_up(self) -> None:
        """Charged - received - waived = outstanding, over all time."""
        row = self.db.row(
            "SELECT (SELECT coalesce(sum(amount_idr), 0) FROM charges) - (SELECT coalesce(sum(amount_idr), 0) FROM payments)"
            " + (SELECT coalesce(sum(amount_idr), 0) FROM payment_reversals)"
            " - (SELECT coalesce(sum(amount_idr), 0) FROM waivers) AS by_facts,"
            " (SELECT coalesce(sum(outstanding_idr), 0) FROM state_open_charges) AS kept"
        )
        assert row
        assert row["by_facts"] == row["kept"]
        assert not self.db.rows("SELECT 1 FROM state_open_charges WHERE outstanding_idr <= 0")


Desk.TestCase.settings = hypothesis_settings(
    max_examples=12, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
test_any_order = Desk.TestCase

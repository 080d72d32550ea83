"""Every observed step of the ten SOPs of the building is completed by something a page offers.

A day is worked through using only what the pages show to the account at each desk: its scan box, the forms that stand
there with the fields they have, its buttons. What is on record afterwards is held against the catalogue. Nothing here
says which step a command completes: that is the catalogue's, and a step that no page leads to stays missing.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from operations_app.desk import carry_out
from operations_app.desk.cases import case_of
from tests.operations_app.library import Library, MONDAY, POINT
from tests.operations_app.test_pages import again, page, SignIn
from warehouse.catalogue.model import SopVersion
from warehouse.clock import local_day
from warehouse.ids import new_id

pytestmark = [pytest.mark.filterwarnings("ignore:.*bare mode.*"), pytest.mark.timeout(240)]

BUILDING = (
    "locker", "card", "card_renewal", "general_collection", "reference_collection", "deposit_collection", "loan",
    "loan_renewal", "return", "photocopy",
)  # fmt: skip


class Counter:
    """One account at one page. It can do what the page shows it, and nothing else."""

    def __init__(self, sign_in: SignIn, running: Any, login: str, address: str) -> None:
        self._sign_in, self._running, self._login = sign_in, running, login
        self._sign_in(login)
        self.script = page(address)
        assert self.script.title[0].value != "Hari ini" or address == "hari-ini", f"{login} does not see /{address}"

    def _here(self) -> AppTest:
        self._sign_in(self._login)
        return again(self.script)

    def _mounted(self, name: str) -> list[dict[str, Any]]:
        """What the page hands to the components of ours that stand on it."""
        found = []
        for element in self._here().get("bidi_component"):
            if element.proto.component_name == name:
                proto: Any = element.proto
                found.append(json.loads(proto.json or proto.mixed.json))
        return found

    def _desk(self, desk_id: str) -> Any:
        desk = self._running.desks.find(desk_id, self._login)
        assert desk is not None
        return desk

    def scan(self, *codes: str) -> Counter:
        boxes = self._mounted("patuh_scan_box")
        assert len(boxes) == 1, f"{len(boxes)} scan boxes stand here"
        for code in codes:
            begun = self._running.clock()
            now = self._running.clock.forward(seconds=5)
            answer = carry_out.scan(self._running.db, self._desk(boxes[0]["desk"]), code, begun, now, new_id())
            assert answer.tone != "refused", f"{code}: {answer.sentence}"
        again(self.script)
        return self

    def enter(self, kind: str, **values: str) -> Counter:
        """Fill in the form that stands here; a choice without a value takes the first option."""
        form = next((one for one in self._mounted("patuh_entry_form") if one["kind"].split(":")[0] == kind), None)
        assert form, f"no form {kind} stands here"
        fields = {field["name"]: field for field in form["fields"]}
        assert set(values) <= set(fields), f"the form has no {set(values) - set(fields)}"
        chosen = {
            name: field["options"][0]["value"]
            for name, field in fields.items()
            if field["required"] and field["options"] and name not in values
        }
        begun = self._running.clock()
        now = self._running.clock.forward(seconds=20)
        answer = carry_out.entry(
            self._running.db, self._desk(form["desk"]), form["kind"], {**chosen, **values}, begun, now, new_id()
        )
        assert answer.tone != "refused", f"{kind}: {answer.sentence} {answer.field_errors}"
        again(self.script)
        return self

    def press(self, label: str) -> Counter:
        buttons = [button for button in self._here().button if button.label.startswith(label)]
        assert buttons, f"{label!r} is not among {[button.label for button in self.script.button]}"
        buttons[0].click()
        self._running.clock.forward(seconds=5)
        again(self.script)
        assert not self.script.error, [one.value for one in self.script.error]
        return self

    def choose(self, key: str, option: str) -> Counter:
        self._here().button_group(key=key).set_value(option)
        again(self.script)
        return self

    def toggle(self, key: str) -> Counter:
        self._here().toggle(key=key).set_value(True)
        again(self.script)
        return self


def a_day(sign_in: SignIn, running: Any, library: Library) -> None:
    """Maria leaves a bag, brings a late book back, borrows, renews, reads, copies, renews her card; Rina gets a card."""

    def at(login: str, address: str) -> Counter:
        return Counter(sign_in, running, login, address)

    running.clock.now = MONDAY - timedelta(days=35)
    at("sirkulasi", "sirkulasi").scan("A1", "C1a", "")
    running.clock.now = MONDAY

    lockers, guest_book = at("loket", "loker"), at("tamu", "buku-tamu")
    lockers.scan("A1", "12", "Rina Asa", "13")
    inspection = at("pemeriksa", "loker").scan("12", "")
    guest_book.scan("A1")
    guest_book.choose("visitor_kind", "guest").enter("guest", name="Rina Asa", sex="P", locker_no="13")
    rina = library.db.rows("SELECT visited_on, visit_no FROM visits WHERE visitor_type = 'guest'")[0]

    circulation = at("sirkulasi", "sirkulasi").scan("C1a")
    at("bendahara", "pembayaran").press("Terima Rp")
    circulation.scan("", "A1", "C1a", "", "A1").press("Perpanjang")

    membership = at("pustakawan", "keanggotaan")
    membership.enter("sell_form", visitor=f"V{rina['visited_on']:%y%m%d}-{rina['visit_no']:03d}", name="Rina Asa")
    membership.press("Lanjutkan").enter("apply", member_no="B1", name="Rina Asa", validated_by="Kepala SMAN 1")
    membership.press("Terima Rp").press("Kartu diserahkan")
    membership.choose("membership_task", "renewal").scan("A1", "").press("Terima Rp").press("Kartu diserahkan")

    reading_room, machine = at("baca", "fotokopi"), at("fotokopi", "fotokopi")
    reading_room.scan("C3a", "A1").press("Di sini")
    machine.choose("photocopy_task", "inside").enter("finish", pages="4")
    running.clock.forward(minutes=1)
    reading_room.scan("C2b", "A1").press("Di luar")
    counter = at("sirkulasi", "fotokopi").enter("hold", note_no="1", name="Maria Bria")
    counter.choose("photocopy_task", "release").scan("1", "")
    reading_room.choose("photocopy_task", "reshelve").press("Buku sudah kembali").press("Buku sudah kembali")

    at("katalog", "ruang-baca").scan("A1", "").choose("room_sent_to", "deposit").scan("A1", "")
    at("umum", "ruang-baca").scan("A1").press("Selesai").press("Sudah di rak")
    at("referensi", "ruang-baca").scan("A1", "A1").press("Sudah di rak")
    deposit = at("deposit", "ruang-baca").toggle("room_special").scan("A1", "A1").press("Selesai").press("Selesai")
    deposit.scan("C3b", "").scan("A1").press("Sudah di rak")

    inspection.scan("12", "")
    lockers.enter("lost_card", locker_no="12", confirmed_name="Maria Bria").scan("12", "", "13", "")


def sop_of(library: Library, code: str) -> SopVersion:
    return library.db.catalogue.version_for(code, "NTT", local_day(MONDAY, "Asia/Makassar"))


def reached(library: Library, code: str) -> set[int]:
    """Units of the SOP on record in one of its cases, the shared acts of its visit with them."""
    cases = library.db.rows("SELECT case_id::VARCHAR AS case_id FROM cases WHERE sop_code = ?", code)
    on_record = [case_of(library.db, POINT, row["case_id"]) for row in cases]
    return {one.unit.position for case in on_record if case for one in case.units if one.is_recorded}


def missing_rows(library: Library) -> list[str]:
    """Observed rows of the paper that no case has on record."""
    return [
        f"{code} {step.printed_no}. {' '.join(step.activity.split())}"
        for code in BUILDING
        for step in sop_of(library, code).steps
        if step.unit is not None and step.unit not in reached(library, code)
    ]


def test_no_step_row_of_the_ten_is_unreachable_from_the_screens(
    sign_in: SignIn, running: Any, library: Library
) -> None:
    observed = sum(step.unit is not None for code in BUILDING for step in sop_of(library, code).steps)
    assert len(missing_rows(library)) == observed, "before the day nothing is on record"
    a_day(sign_in, running, library)
    assert missing_rows(library) == []
    _each_event_comes_from_a_command_the_catalogue_names(library)
    _nobody_was_needed_but_the_accounts_of_the_desks(library)


def _each_event_comes_from_a_command_the_catalogue_names(library: Library) -> None:
    events = library.db.rows(
        "SELECT e.sop_code, e.unit_position, e.act, j.command, e.captured FROM step_events e JOIN journal j USING (txid)"
    )
    for event in events:
        assert event["captured"] != "backfilled"
        units = [
            unit
            for code in BUILDING
            for unit in sop_of(library, code).units
            if (code, unit.position) == (event["sop_code"], event["unit_position"])
            or (event["act"] is not None and unit.act == event["act"])
        ]
        assert units, event
        assert all(event["command"] in unit.completed_by for unit in units if unit.act == event["act"]), event


def _nobody_was_needed_but_the_accounts_of_the_desks(library: Library) -> None:
    """Nothing of the day was done behind the pages' back."""
    rows = library.db.rows("SELECT DISTINCT actor FROM journal WHERE occurred_at >= ?", MONDAY - timedelta(days=36))
    assert "system" not in {row["actor"] for row in rows}

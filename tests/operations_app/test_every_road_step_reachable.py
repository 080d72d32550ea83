"""Every observed step of the five SOPs of the vehicles is completed by something the run sheet offers.

A trip of each service is driven with what the sheet shows to its officer: the one big button with the fields it has, the
scan box, the squares of the visitors' book, the buttons at a stop. Nothing here says which step is which: whatever the
button asks for next is done, and what is on record afterwards is held against the catalogue.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from operations_app.desk import carry_out
from operations_app.desk.cases import case_of
from tests.operations_app.library import Library, MONDAY, POINT
from tests.operations_app.road import go_out, PIN, planned, SERVICES
from tests.operations_app.test_pages import again, page, SignIn
from warehouse.clock import local_day
from warehouse.ids import new_id

pytestmark = [pytest.mark.filterwarnings("ignore:.*bare mode.*"), pytest.mark.timeout(240)]

TYPED = {"odometer_km": "45210", "pin": PIN, "note": ""}
TAPS_MAX = 40


class Sheet:
    """The page of the run sheet on an officer's phone. It can do what the page shows, and nothing else."""

    def __init__(self, sign_in: SignIn, running: Any, login: str) -> None:
        sign_in(login)
        self._running, self._login = running, login
        self.script = page("lembar-jalan")
        self.press("Pilih perjalanan ini")

    def mounted(self, name: str) -> list[dict[str, Any]]:
        found = []
        for element in self.script.get("bidi_component"):
            if element.proto.component_name == name:
                proto: Any = element.proto
                found.append(json.loads(proto.json or proto.mixed.json))
        return found

    def buttons(self) -> list[dict[str, Any]]:
        return [one for one in self.mounted("patuh_next_step") if one["tap"]["label"]]

    def tap(self, shown: dict[str, Any], **typed: str) -> None:
        """Tap a button with everything ticked and every field filled in."""
        tap = shown["tap"]
        values = tap["values"] | {check["name"]: "1" for check in tap["checks"]}
        values |= {field["name"]: TYPED[field["name"]] for field in tap["fields"] if TYPED[field["name"]]} | typed
        self.post(shown["desk"], tap["kind"], values, tap["id"])

    def post(self, desk_id: str, kind: str, values: dict[str, str], entry_id: str | None = None) -> None:
        desk = self._running.desks.find(desk_id, self._login)
        now = self._running.clock.forward(minutes=2)
        answer = carry_out.entry(self._running.db, desk, kind, values, now, now, entry_id or new_id())
        assert answer.tone != "refused", f"{kind}: {answer.sentence} {answer.field_errors}"
        again(self.script)

    def scan(self, *codes: str) -> None:
        for code in codes:
            (box,) = self.mounted("patuh_scan_box")
            now = self._running.clock.forward(seconds=5)
            desk = self._running.desks.find(box["desk"], self._login)
            answer = carry_out.scan(self._running.db, desk, code, now, now, new_id())
            assert answer.tone != "refused", f"{code}: {answer.sentence}"
        again(self.script)

    def press(self, label: str) -> None:
        found = [button for button in self.script.button if button.label.startswith(label)]
        assert found, f"{label!r} is not among {[button.label for button in self.script.button]}"
        found[0].click()
        again(self.script)

    def choose(self, key: str, option: str) -> None:
        self.script.button_group(key=key).set_value(option)
        again(self.script)


def at_the_stop(sheet: Sheet) -> None:
    """Whatever this service does at a stop, by the choices that stand there."""
    if counters := sheet.mounted("patuh_visitor_counter"):
        counter = counters[0]
        values = {"site_no": counter["site_no"], "L|" + counter["age_classes"][1]: "3"}
        sheet.post(counter["desk"], "visitors", values)
        sheet.choose("run_sheet_task", "lend")
        sheet.scan("A1", "C1a", "C1a", "")
        sheet.choose("run_sheet_task", "use")
        (form,) = [one for one in sheet.mounted("patuh_entry_form") if one["kind"] == "use"]
        sheet.post(form["desk"], "use", {"books_read": "5", "toys_used": "2"})
        return
    sheet.scan("C1a", "C2a", "")
    sheet.choose("run_sheet_task", "take_back")
    sheet.scan("C2a")
    sheet.tap(next(one for one in sheet.buttons() if one["tap"]["kind"] == "basket"))
    sheet.choose("run_sheet_task", "roll_over")
    sheet.scan("C1a", "")
    for paper in [one for one in sheet.buttons() if one["tap"]["kind"] == "site_paper"]:
        sheet.tap(paper)


def drive(sheet: Sheet) -> list[str]:
    """Do what the sheet asks for until it asks for nothing; the names of the buttons that were tapped."""
    tapped: list[str] = []
    was_there = False
    for _tap in range(TAPS_MAX):
        if any("Semua langkah sudah tercatat" in one.value for one in sheet.script.success):
            return tapped
        (shown,) = [one for one in sheet.mounted("patuh_next_step") if one["tap"]["kind"] == "next"]
        if not was_there and (sheet.mounted("patuh_visitor_counter") or not shown["tap"]["label"]):
            at_the_stop(sheet)
            was_there = True
            continue
        if "muatan" in shown["tap"]["detail"]:
            sheet.scan("C1a", "C2a")
        if "yang kembali" in shown["tap"]["detail"]:
            count = int(sheet.script.header[0].value.rsplit(" ", 1)[1])
            sheet.scan(*("C2a", "C1a")[:count])
        tapped.append(shown["tap"]["label"])
        sheet.tap(shown)
    raise AssertionError(f"the sheet never ends: {tapped}")


@pytest.mark.parametrize("service", list(SERVICES))
def test_no_step_row_is_unreachable_from_the_run_sheet(
    sign_in: SignIn, running: Any, library: Library, service: str
) -> None:
    go_out(library)
    planned(library, service)
    tapped = drive(Sheet(sign_in, running, SERVICES[service][0]))
    sop = library.db.catalogue.version_for(service, "NTT", local_day(MONDAY, "Asia/Makassar"))
    (row,) = library.db.rows("SELECT case_id::VARCHAR AS case_id FROM cases WHERE sop_code = ?", service)
    case = case_of(library.db, POINT, row["case_id"])
    assert case
    done = {one.unit.position for one in case.units if one.is_recorded}
    missing = [f"{step.printed_no}. {step.activity}" for step in sop.steps if step.unit and step.unit not in done]
    assert missing == []
    assert not [
        one.unit.position for one in case.units if "out_of_order" in one.deviations or "repeated" in one.deviations
    ]
    assert not [one.unit.position for one in case.units if one.elapsed is None], "both moments of every step were seen"
    assert not case.is_open
    assert len(tapped) >= len(sop.units) - 3
    for event in library.db.rows(
        "SELECT e.unit_position, e.captured, j.command, j.actor FROM step_events e JOIN journal j USING (txid)"
        " WHERE e.case_id = ?",
        row["case_id"],
    ):
        unit = sop.unit_of(event["unit_position"])
        assert unit
        assert event["command"] in unit.completed_by
        assert (event["actor"], event["captured"] == "backfilled") == (SERVICES[service][0], False)

"""Through the API nobody signs for somebody else, sets another's PIN, or signs where their role does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.operations_app.http_app import Browser
from tests.operations_app.library import Library, POINT
from tests.operations_app.road_papers import PINS, Road
from warehouse.identity import tokens
from warehouse.ids import new_id


@pytest.fixture
def client(running: Any) -> Iterator[Browser]:
    with Browser("http://testserver") as one:
        yield one


@pytest.fixture
def road(library: Library) -> Road:
    return Road(library).furnish()


class Program:
    """Another program, with the token of one account."""

    def __init__(self, client: Browser, road: Road, login: str) -> None:
        self.client, self.road = client, road
        self.headers = {"Authorization": f"Bearer {tokens.make_token(road.db, login, 'uji')}"}

    def send(self, command: str, **fields: Any) -> tuple[int, str]:
        """(status, rule) of a command that says what it likes of itself."""
        body = {
            "command": command, "key": new_id(), "occurred_at": self.road.library.clock().isoformat(),
            "service_point": POINT, "actor": "kabid", **fields,
        }  # fmt: skip
        answer = self.client.post("/api/commands", json=body, headers=self.headers)
        return answer.status_code, answer.json().get("rule", "")


def signatures(road: Road) -> list[dict[str, Any]]:
    return road.db.rows(
        "SELECT s.party, a.login FROM document_signatures s LEFT JOIN state_accounts a USING (staff_key) ORDER BY s.txid"
    )


def pin_hashes(road: Road) -> list[dict[str, Any]]:
    return road.db.rows("SELECT login, p.argon2 FROM staff_pins p JOIN state_accounts USING (staff_key) ORDER BY p.txid")


def test_the_actor_of_the_command_is_not_believed(client: Browser, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    petugas = Program(client, road, "petugas")
    # As the head, with the head's own PIN even: the token's account has no such role.
    signed = petugas.send("sign_document", document_id=paper, party="acknowledger", pin=PINS["kabid"])
    assert signed == (403, "signs_with_the_own_role")
    assert petugas.send("sign_document", document_id=paper, party="sender", pin=PINS["kabid"]) == (409, "pin_is_right")
    assert signatures(road) == []
    assert petugas.send("sign_document", document_id=paper, party="sender", pin=PINS["petugas"])[0] == 200
    assert signatures(road) == [{"party": "sender", "login": "petugas"}]


def test_a_pin_is_only_ones_own(client: Browser, road: Road) -> None:
    before = pin_hashes(road)
    petugas = Program(client, road, "petugas")
    assert petugas.send("set_pin", pin="918273", login="kabid") == (422, "field_is_usable")
    assert petugas.send("set_pin", pin="918273", staff_key=new_id()) == (422, "field_is_usable")
    assert pin_hashes(road) == before
    assert petugas.send("set_pin", pin="918273", actor="kabid")[0] == 200
    changed = pin_hashes(road)[len(before) :]
    assert [one["login"] for one in changed] == ["petugas"], "whatever the command says, the token's own account"


def test_who_signs_no_papers_has_no_pin_and_signs_nothing(client: Browser, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    for login in ("sirkulasi", "bendahara", "admin"):
        program = Program(client, road, login)
        assert program.send("set_pin", pin="918273") == (403, "role_may_act"), login
        assert program.send("sign_document", document_id=paper, party="sender", pin="918273") == (403, "role_may_act")
        assert program.send("void_document", document_id=paper, reason="coba") == (403, "role_may_act")


def test_an_officer_of_another_service_signs_nothing(client: Browser, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    road.do("set_pin", actor="motor", pin="918273")
    motor = Program(client, road, "motor")
    assert motor.send("sign_document", document_id=paper, party="sender", pin="918273") == (
        403,
        "signs_with_the_own_role",
    )


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"name": "Lurah"}, "outside_signature_is_seen"),
        ({"drawn_sha256": "0" * 64}, "outside_signature_is_seen"),
        ({"name": "Lurah", "drawn_sha256": "../../etc/passwd"}, "field_is_usable"),
        ({"name": "Lurah", "drawn_sha256": "0" * 63}, "field_is_usable"),
        ({"name": "Lurah", "pin": "314159"}, "outside_signature_is_seen"),
        ({"name": "Lurah\n<script>", "drawn_sha256": "0" * 64}, "field_is_usable"),
    ],
)
def test_a_signature_from_outside_is_seen(client: Browser, road: Road, fields: dict[str, str], rule: str) -> None:
    _trip, _case, paper = road.handed_over()
    sent = Program(client, road, "petugas").send("sign_document", document_id=paper, party="recipient", **fields)
    assert sent == (422, rule)
    assert signatures(road) == []


def test_five_wrong_pins_lock_it_whoever_tries(client: Browser, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    petugas = Program(client, road, "petugas")
    for number in range(5):
        assert (
            petugas.send("sign_document", document_id=paper, party="sender", pin=f"10000{number}")[1] == "pin_is_right"
        )
    locked = petugas.send("sign_document", document_id=paper, party="sender", pin=PINS["petugas"])
    assert locked == (409, "pin_is_not_locked")


def test_no_pin_reaches_the_journal_or_the_landing_zone(client: Browser, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    petugas = Program(client, road, "petugas")
    assert petugas.send("set_pin", pin="918273")[0] == 200
    assert petugas.send("sign_document", document_id=paper, party="sender", pin="918273")[0] == 200
    payloads = "".join(row["payload"] for row in road.db.rows("SELECT payload FROM journal"))
    assert "918273" not in payloads

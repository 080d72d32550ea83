"""Proposals from the dashboards: with the planner's own session and its secret only; the head of division's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.operations_app.http_app import Browser
from tests.operations_app.library import Library, POINT
from tests.operations_app.road import go_out, PIN
from tests.operations_app.test_pages import again, page, said, SignIn
from warehouse.identity import sessions
from warehouse.identity.roles import Actor
from warehouse.ids import new_id

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")
SOON = date(2026, 10, 12)


@pytest.fixture
def road(library: Library) -> Library:
    go_out(library)
    library.do("set_pin", days_ago=1, actor="kabid", pin="271828")
    return library


@pytest.fixture
def client(running: Any) -> Iterator[Browser]:
    with Browser("http://testserver") as one:
        yield one


def site_nos(road: Library) -> list[str]:
    rows = road.db.rows("SELECT site_no FROM state_sites WHERE list_contains(services, 'school_drop') ORDER BY site_no")
    return [row["site_no"] for row in rows]


def proposal(road: Library, key: str = "plan:1", **changes: Any) -> dict[str, Any]:
    stops = [{"site_no": one, "arrive_at": f"{SOON}T09:30:00+08:00"} for one in site_nos(road)]
    trips = [
        {"planned_on": (SOON + timedelta(days=days)).isoformat(), "vehicle_no": "MOB-1", "stops": stops}
        for days in (0, 1)
    ]
    return {
        "command": "propose_trips", "key": key, "occurred_at": road.clock().isoformat(), "actor": "siapa",
        "service_point": POINT, "plan_id": new_id(), "service": "school_drop", "trips": trips, **changes,
    }  # fmt: skip


def session(road: Library, login: str, role: str) -> tuple[str, str]:
    """The cookie of a session, and its secret."""
    cookie = sessions.start(road.db.settings, Actor(login, frozenset({role}), agency="NTT"))
    found = sessions.current(road.db.settings, cookie)
    assert found
    return cookie, found.csrf


def send(client: Browser, body: dict[str, Any], cookie: str, secret: str | None) -> Any:
    headers = {"Cookie": f"{sessions.COOKIE}={cookie}"} | (
        {sessions.SECRET_HEADER: secret} if secret is not None else {}
    )
    return client.post("/api/commands", json=body, headers=headers)


def test_a_plan_is_proposed_with_the_planners_own_session_and_only_once(client: Browser, road: Library) -> None:
    cookie, secret = session(road, "perencana", "planner")
    body = proposal(road)
    first, second = send(client, body, cookie, secret), send(client, body, cookie, secret)
    assert (first.status_code, first.json()["data"]["proposed"], first.json()["replayed"]) == (200, 2, False)
    assert (second.status_code, second.json()["replayed"]) == (200, True)
    anew = send(client, body | {"key": f"{body['key']}:again"}, cookie, secret)
    assert (anew.status_code, anew.json()["rule"]) == (409, "plan_is_new"), "the dashboards know the rule by its name"
    assert len(road.db.rows("SELECT 1 FROM trip_proposals")) == 2
    assert road.db.rows("SELECT actor FROM journal ORDER BY txid DESC LIMIT 1")[0]["actor"] == "perencana"


@pytest.mark.parametrize("secret", [None, "", "salah", "é"])
def test_a_cookie_without_the_sessions_secret_is_nobody(client: Browser, road: Library, secret: str | None) -> None:
    cookie, _secret = session(road, "perencana", "planner")
    headers = {"Cookie": f"{sessions.COOKIE}={cookie}"}
    raw = headers if secret is None else headers | {sessions.SECRET_HEADER: secret.encode("latin-1").decode("latin-1")}
    try:
        answer = client.post("/api/commands", json=proposal(road), headers=raw)
    except UnicodeEncodeError:
        return  # such a header cannot even be sent
    assert answer.status_code == 401
    assert road.db.rows("SELECT 1 FROM trip_proposals") == []


def test_the_secret_of_another_session_does_not_help(client: Browser, road: Library) -> None:
    cookie, _own = session(road, "perencana", "planner")
    _other, secret = session(road, "kabid", "division_head")
    assert send(client, proposal(road), cookie, secret).status_code == 401


def test_the_role_is_checked_where_it_is_carried_out(client: Browser, road: Library) -> None:
    cookie, secret = session(road, "mpk", "planner")  # a session file that claims more than the account has
    answer = send(client, proposal(road), cookie, secret)
    assert (answer.status_code, answer.json()["rule"]) == (403, "role_may_act")


def test_a_session_that_ended_sends_nothing(client: Browser, road: Library) -> None:
    cookie, secret = session(road, "perencana", "planner")
    sessions.end(road.db.settings, cookie)
    assert send(client, proposal(road), cookie, secret).status_code == 401


def proposed(road: Library) -> None:
    road.db.execute({**proposal(road), "actor": "perencana"})


def test_the_head_of_division_approves_the_month_at_once(sign_in: SignIn, road: Library) -> None:
    proposed(road)
    sign_in("kabid")
    script = page("usulan-jadwal")
    assert "2 perjalanan diusulkan oleh Perencana" in said(script)
    [crew] = script.multiselect
    assert crew.value == ["ltps"]
    script.text_input[0].input("271828")
    next(one for one in script.button if one.label == "Setujui 2 perjalanan").click()
    again(script)
    assert "2 perjalanan masuk jadwal." in said(script)
    assert [row["planned_on"] for row in road.db.rows("SELECT planned_on FROM state_trips ORDER BY planned_on")] == [
        SOON, SOON + timedelta(days=1)
    ]  # fmt: skip


def test_a_wrong_pin_approves_nothing(sign_in: SignIn, road: Library) -> None:
    proposed(road)
    sign_in("kabid")
    script = page("usulan-jadwal")
    script.text_input[0].input(PIN)
    next(one for one in script.button if one.label == "Setujui 2 perjalanan").click()
    again(script)
    assert script.error
    assert road.db.rows("SELECT 1 FROM trips") == []


def test_what_is_not_ticked_stays_and_what_is_declined_goes(sign_in: SignIn, road: Library) -> None:
    proposed(road)
    sign_in("kabid")
    script = page("usulan-jadwal")
    script.checkbox[0].uncheck()
    again(script)
    script.text_input[1].input("Ujian sekolah")
    next(one for one in script.button if one.label == "Tolak 1 perjalanan").click()
    again(script)
    assert "1 usulan ditolak." in said(script)
    rows = road.db.rows("SELECT decision FROM trip_proposal_decisions")
    assert [row["decision"] for row in rows] == ["declined"]
    assert "Setujui 1 perjalanan" in said(script)


def test_the_planner_sees_what_waits_and_decides_nothing(sign_in: SignIn, road: Library) -> None:
    proposed(road)
    sign_in("perencana")
    script = page("usulan-jadwal")
    assert "2 perjalanan diusulkan" in said(script)
    assert not [one for one in script.button if one.label.startswith(("Setujui", "Tolak"))]

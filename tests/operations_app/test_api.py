"""The HTTP API: tokens, roles, problem+json, the same key twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from operations_app.api.openapi import document
from tests.operations_app.http_app import Browser
from tests.operations_app.library import Library, POINT
from warehouse.identity import tokens
from warehouse.operations.publish import Publisher
from warehouse.records.registry import COMMANDS


@pytest.fixture
def client(running: Any) -> Iterator[Browser]:
    with Browser("http://testserver") as one:
        yield one


@pytest.fixture
def bearer(library: Library) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.make_token(library.db, 'sirkulasi', 'uji')}"}


def lend(library: Library, key: str = "k1", **changes: Any) -> dict[str, Any]:
    return {
        "command": "lend", "key": key, "occurred_at": library.clock().isoformat(), "actor": "siapa", "service_point": POINT,
        "member_no": "A1", "copy_nos": ["C1a"], **changes,
    }  # fmt: skip


def test_health_says_how_far_it_is_without_a_login(client: Browser, library: Library) -> None:
    health = client.get("/health").json()
    assert (health["ok"], health["last_txid"], health["published_txid"]) == (True, library.db.last_txid, 0)


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer salah"}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer"}]
)
def test_without_a_known_token_nothing_is_done(client: Browser, library: Library, header: dict[str, str]) -> None:
    answer = client.post("/api/commands", json=lend(library), headers=header)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["rule"] == "token_is_known"


def test_the_tokens_account_is_the_actor_whatever_the_command_says(
    client: Browser, library: Library, bearer: dict[str, str]
) -> None:
    answer = client.post("/api/commands", json=lend(library, actor="admin"), headers=bearer)
    assert answer.status_code == 200
    assert answer.json()["data"]["loans"][0]["copy_no"] == "C1a"
    assert library.db.rows("SELECT actor FROM journal ORDER BY txid DESC LIMIT 1")[0]["actor"] == "sirkulasi"


def test_the_same_key_twice_is_carried_out_once(client: Browser, library: Library, bearer: dict[str, str]) -> None:
    once, again = (client.post("/api/commands", json=lend(library), headers=bearer).json() for _ in range(2))
    assert (once["replayed"], again["replayed"]) == (False, True)
    assert once["data"] == again["data"]
    assert len(library.db.rows("SELECT 1 FROM loans")) == 1


@pytest.mark.parametrize(
    ("changes", "status", "rule"),
    [
        ({"copy_nos": ["C3a"]}, 409, "copy_is_lendable"),
        ({"copy_nos": []}, 422, "field_is_usable"),
        ({"copy_nos": ["nihil"]}, 422, "copy_is_known"),
        ({"command": "menari"}, 422, "command_is_known"),
        ({"occurred_at": "kemarin"}, 422, "field_is_usable"),
        ({"tambahan": 1}, 422, "field_is_usable"),
    ],
)
def test_a_refusal_is_problem_json_with_its_rule(
    client: Browser, library: Library, bearer: dict[str, str], changes: dict[str, Any], status: int, rule: str
) -> None:
    answer = client.post("/api/commands", json=lend(library, **changes), headers=bearer)
    problem = answer.json()
    assert (answer.status_code, problem["rule"], problem["status"]) == (status, rule, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["title"]
    assert problem["detail"]


def test_a_role_that_may_not_is_forbidden(client: Browser, library: Library) -> None:
    headers = {"Authorization": f"Bearer {tokens.make_token(library.db, 'tamu', 'uji')}"}
    answer = client.post("/api/commands", json=lend(library), headers=headers)
    assert (answer.status_code, answer.json()["rule"]) == (403, "role_may_act")


def test_the_sentence_comes_in_the_callers_language(client: Browser, library: Library, bearer: dict[str, str]) -> None:
    body = lend(library, copy_nos=["C3a"])
    indonesian = client.post("/api/commands", json=body, headers=bearer).json()
    client.cookies.set("patuh_language", "en")
    english = client.post("/api/commands", json=body, headers=bearer).json()
    assert (indonesian["title"], english["title"]) == ("Ditolak aturan", "Refused by a rule")


def test_a_list_answers_one_by_one(client: Browser, library: Library, bearer: dict[str, str]) -> None:
    listed = [
        lend(library, "a"),
        lend(library, "b", copy_nos=["C1a"]),
        lend(library, "c", copy_nos=["C2a"], member_no="A2"),
    ]
    answer = client.post("/api/commands", json=listed, headers=bearer)
    body = answer.json()
    assert (answer.status_code, body["refused"]) == (207, 1)
    assert [one.get("rule", "done") for one in body["results"]] == ["done", "copy_is_here", "done"]


def test_a_revoked_token_ends(client: Browser, library: Library, bearer: dict[str, str]) -> None:
    tokens.revoke_token(library.db, str(tokens.list_tokens(library.db)[0]["token_id"]))
    assert client.post("/api/commands", json=lend(library), headers=bearer).status_code == 401


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[1, 2]", "application/json", 400),
        (b"a=b", "application/x-www-form-urlencoded", 415),
    ],
)
def test_what_is_no_command_is_refused(
    client: Browser, bearer: dict[str, str], content: bytes, kind: str, status: int
) -> None:
    assert client.post("/api/commands", content=content, headers={**bearer, "Content-Type": kind}).status_code == status


def test_the_command_line_of_this_machine_may_name_another_actor_and_publish(
    client: Browser, library: Library, running: Any
) -> None:
    local = {"Authorization": f"Bearer {tokens.local_token(library.db.settings)}"}
    assert client.post("/api/commands", json=lend(library, actor="sirkulasi"), headers=local).status_code == 200
    running.publisher = Publisher(library.db)
    assert client.post("/api/publish", headers=local).json()["published_txid"] == library.db.last_txid


def test_an_ordinary_token_does_not_publish(client: Browser, bearer: dict[str, str]) -> None:
    assert client.post("/api/publish", headers=bearer).status_code == 403


def test_no_other_site_may_read_an_answer(client: Browser, bearer: dict[str, str]) -> None:
    answer = client.post("/api/commands", json=[], headers={**bearer, "Origin": "https://lain.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_openapi_names_every_command_and_who_may_send_it(client: Browser) -> None:
    described = client.get("/api/openapi.json").json()
    assert described == document()
    schemas = described["components"]["schemas"]
    assert {spec.model.__name__ for spec in COMMANDS.values()} <= schemas.keys()
    assert schemas["SellForm"]["x-roles"] == ["membership_officer"]
    assert "#/$defs/" not in client.get("/api/openapi.json").text

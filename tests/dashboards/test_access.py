"""Who sees which page and which figures: roles on pages, and the figures beneath, closed to whoever asks for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, UTC
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route
from streamlit.util import calc_hash

from dashboards import access, downloads
from dashboards.gate import Gate
from dashboards.places import Places
from dashboards.readings import alerts
from dashboards.readings.reader import Reader
from tests.dashboards.conftest import EVERYWHERE
from tests.dashboards.looking import figures_of, run, text_of
from warehouse.catalogue.load import load_catalogue
from warehouse.errors import NotAllowed
from warehouse.identity import sessions
from warehouse.identity.roles import Actor, ROLES
from warehouse.identity.sessions import Session
from warehouse.lake.serving import Serving
from warehouse.settings import Settings

SignIn = Callable[..., str]
REFUSED = "Halaman ini untuk peran lain"


def person(*roles: str, agency: str | None = None) -> Session:
    return Session("s", "login", "Nama", frozenset(roles), agency, None, "csrf")


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"kiosk"}))
def test_money_is_for_heads_and_the_treasurer_plans_for_heads_and_the_planner(role: str) -> None:
    heads = {"section_head", "division_head", "head_of_agency"}
    who = person(role)
    assert access.may_see(who, "pendapatan") == access.may_see(who, "laporan") == (role in {*heads, "treasurer"})
    assert access.may_see(who, "rencana") == (role in {*heads, "planner"})
    assert access.may_see(who, "kepatuhan")
    assert ("rpt_revenue" in access.closed_marts(who)) == (role not in {*heads, "treasurer"})


def test_two_roles_see_what_either_sees() -> None:
    both = person("treasurer", "planner")
    assert access.may_see(both, "pendapatan")
    assert access.may_see(both, "rencana")
    assert access.closed_marts(both) == frozenset()


@pytest.mark.parametrize("page", sorted(access.PAGES))
def test_the_address_of_a_page_of_other_roles_says_so_and_shows_no_figure(sign_in: SignIn, page: str) -> None:
    script = run(sign_in(role="circulation_staff"), calc_hash(page))
    said = text_of(script)
    assert REFUSED in said
    assert "Rp" not in said
    assert not figures_of(script)
    assert not script.dataframe
    assert not script.get("download_button")


def test_a_treasurer_sees_the_money_and_no_plan(sign_in: SignIn) -> None:
    cookie = sign_in(role="treasurer")
    assert REFUSED not in text_of(run(cookie, calc_hash("pendapatan")))
    assert REFUSED in text_of(run(cookie, calc_hash("rencana")))


@pytest.mark.parametrize("page", ["", "layanan-luar", "peringatan"])
def test_an_open_page_needs_no_figure_that_is_closed(sign_in: SignIn, page: str) -> None:
    said = text_of(run(sign_in(role="circulation_staff"), calc_hash(page) if page else ""))
    assert REFUSED not in said
    assert "Halaman ini gagal ditampilkan" not in said


@pytest.mark.parametrize("query", ["revenue_flows", "receipts", "receipts_waiting", "revenue_by_bucket"])
def test_closed_figures_are_closed_to_whichever_page_asks(home: Settings, query: str) -> None:
    with Serving(home.serving_db).reading() as cursor:
        reader = Reader(cursor, access.closed_marts(person("planner")))
        with pytest.raises(NotAllowed):
            reader.frame(query, EVERYWHERE)
        assert not reader.has("rpt_revenue")
        assert reader.has("rpt_sop_cases")
        assert not reader.frame("places").empty


def test_alerts_are_for_those_who_see_to_them_and_for_heads(home: Settings) -> None:
    with Serving(home.serving_db).reading() as cursor:
        reader, places = Reader(cursor), Places(load_catalogue())

        def roles_seen(who: Session | None) -> set[str]:
            found = alerts.alerts(reader, EVERYWHERE, places, datetime.now(UTC), "", who)
            return {*found.standing["role"], *found.resolved["role"]}

        everybodys = roles_seen(person("head_of_agency"))
        assert len(everybodys) > 1
        assert roles_seen(person("administrator")) == everybodys
        for role in everybodys - {"administrator", "division_head", "section_head", "head_of_agency"}:
            assert roles_seen(person(role)) == {role}
        assert roles_seen(person("locker_staff")) == set()
        assert roles_seen(None) == set()


def _given(cookie: str | None, **headers: str) -> int:
    """The status of the gate before an application that gives one file to anybody."""

    def give(_request: object) -> Response:
        return Response(b"rahasia", media_type="text/csv")

    application = Starlette(routes=[Route("/media/one.csv", give)], middleware=[Middleware(Gate)])

    async def fetched() -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://patuh") as client:
            sent = {**headers, "cookie": f"{sessions.COOKIE}={cookie}"} if cookie else headers
            return (await client.get("/media/one.csv", headers=sent)).status_code

    return asyncio.run(fetched())


def test_a_made_file_is_for_the_sign_in_that_had_it_made(home: Settings) -> None:
    cookies = {
        role: sessions.start(home, Actor(role, frozenset({role}), name=role))
        for role in ("treasurer", "planner", "kiosk")
    }
    downloads.begin(sessions.current(home, cookies["treasurer"]))
    make = downloads.owned(lambda: b"rahasia")
    downloads.begin(None)

    def fetched(role: str, **headers: str) -> int:
        return _given(cookies[role], **headers)

    assert fetched("treasurer") == 403  # not made yet
    assert make() == b"rahasia"
    assert fetched("treasurer") == 200
    assert fetched("planner") == 403
    assert fetched("planner", range="bytes=0-2") == 403
    assert fetched("kiosk") == 403
    assert _given(None) == _given("forged.signature") == 403
    sessions.end(home, cookies["treasurer"])
    assert fetched("treasurer") == 403


def test_no_page_gives_a_file_past_the_gate() -> None:
    """Streamlit's own button leaves nobody's name on a file: the gate would refuse it to everybody."""
    package = Path(access.__file__).parent
    past = [file.name for file in package.rglob("*.py") if "st.download_button(" in file.read_text("utf-8")]
    assert past == ["downloads.py"]

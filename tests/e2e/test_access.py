"""Figures of other roles, tried on the dashboards' real process: by the address, by the websocket, by a link to a file."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import expect, Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.dashboards import in_browser
from tests.dashboards.looking import value_of
from warehouse.identity import sessions
from warehouse.identity.roles import Actor
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.processes, pytest.mark.timeout(240)]

expect.set_options(timeout=30_000)

home, address, contexts, visit = in_browser.home, in_browser.address, in_browser.contexts, in_browser.visit

PAGES = ["pendapatan", "rencana"]
STREAMLIT = Subprotocol("streamlit")
REFUSED = "Halaman ini untuk peran lain"


def cookie_of(home: Settings, role: str, agency: str | None = None) -> str:
    return sessions.start(home, Actor(role, frozenset({role}), name=role, agency=agency))


def said_over_the_websocket(address: str, cookie: str | None, *pages: str, query: str = "") -> str:
    """Everything the server sends when a client without a browser asks for `pages`, one after the other."""

    headers = {"Cookie": f"{sessions.COOKIE}={cookie}"} if cookie else {}
    url = address.replace("http://", "ws://") + "/_stcore/stream"
    said: list[str] = []
    with connect(url, additional_headers=headers, subprotocols=[STREAMLIT], max_size=None, proxy=None) as line:
        for page in pages:
            ask = BackMsg()
            ask.rerun_script.query_string = query
            ask.rerun_script.page_script_hash = calc_hash(page) if page else ""
            line.send(ask.SerializeToString())
            said = []
            while not said or "script_finished" not in said[-1]:
                message = ForwardMsg()
                message.ParseFromString(bytes(line.recv(timeout=90, decode=False)))
                said.append(str(message))
    return "\n".join(said)


@pytest.mark.parametrize("path", PAGES)
def test_by_the_address(visit: Callable[..., Page], path: str) -> None:
    page = visit(f"/{path}", role="circulation_staff")
    expect(page.get_by_role("heading", name=REFUSED)).to_be_visible()
    assert page.locator(f'a[href*="/{path}"]').count() == 0
    assert page.locator(".js-plotly-plot, [data-testid=stDataFrame]").count() == 0
    assert "Rp" not in page.locator("[data-testid=stMain]").inner_text()


def test_whoever_has_the_role_is_let_in(visit: Callable[..., Page]) -> None:
    page = visit("/pendapatan", role="treasurer")
    expect(page.locator(".story .lead")).to_contain_text("Rp")


def test_by_the_websocket(home: Settings, address: str) -> None:
    """The page is asked for by its hash, at first and as a change from a page that is open to the role."""
    seen = said_over_the_websocket(address, cookie_of(home, "treasurer"), "pendapatan")
    assert all(word in seen for word in ("Rp", "patuh_chart", "dataframe {"))
    for role in ("circulation_staff", "planner", "administrator"):
        for asked in (("pendapatan",), ("pengunjung", "pendapatan")):
            said = said_over_the_websocket(address, cookie_of(home, role), *asked)
            assert not any(word in said for word in ("patuh_chart", "dataframe {", "Rp "))
            assert "peran lain" in said.encode().decode("unicode_escape", "ignore")


@pytest.mark.parametrize("cookie", [None, "forged.signature"])
def test_by_the_websocket_without_a_sign_in(address: str, cookie: str | None) -> None:
    for page in ("", "pengunjung", "pendapatan", "alur-proses"):
        said = said_over_the_websocket(address, cookie, page)
        assert not any(word in said for word in ("patuh_chart", "dataframe {", "Data sampai"))


def test_another_agency_by_the_websocket(home: Settings, address: str) -> None:
    cookie = cookie_of(home, "head_of_agency", agency="NTT")
    for page in ("", "pendapatan", "alur-proses", "kepatuhan"):
        said = said_over_the_websocket(address, cookie, page, query="agency=JATENG&versus=JATENG:&sop=loan-1")
        assert "patuh_chart" in said
        assert "JTG-GEDUNG" not in said
        assert "Jawa Tengah" not in said


def test_a_case_of_another_agency_by_its_link(home: Settings, address: str) -> None:
    foreign = value_of(
        home, "SELECT case_id::VARCHAR FROM rpt_sop_cases WHERE agency = 'JATENG' AND sop_code = 'loan' LIMIT 1"
    )
    said = said_over_the_websocket(
        address, cookie_of(home, "head_of_agency", agency="NTT"), "alur-proses", query=f"sop=loan-1&case={foreign}"
    )
    assert "tidak termasuk yang boleh Anda lihat" in said


def test_a_session_that_ended_sees_nothing_at_the_next_click(home: Settings, visit: Callable[..., Page]) -> None:
    page = visit("/pendapatan", role="treasurer")
    expect(page.locator(".story .lead")).to_be_visible()
    sessions.end_all_of(home, "treasurer")
    page.get_by_role("radio", name="EN", exact=True).or_(
        page.get_by_role("button", name="EN", exact=True)
    ).first.click()
    expect(page.get_by_role("heading", name="Please sign in")).to_be_visible()
    assert page.locator(".js-plotly-plot, [data-testid=stDataFrame]").count() == 0


def test_by_the_link_to_a_file(home: Settings, address: str, visit: Callable[..., Page]) -> None:
    page = visit("/pendapatan", role="section_head")
    expect(page.locator(".story .lead")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh CSV").first.click()
    assert waiting.value.failure() is None
    link = next(url for url in asked if "/media/" in url)

    def status(cookie: str | None) -> int:
        headers = {"Cookie": f"{sessions.COOKIE}={cookie}"} if cookie else {}
        return httpx.get(link, headers=headers, trust_env=False).status_code

    own = next(one["value"] for one in page.context.cookies() if one["name"] == sessions.COOKIE)
    assert status(own) == 200
    assert status(None) == status("forged.signature") == 403
    for role in ("planner", "circulation_staff", "kiosk", "treasurer"):  # also of the role, but not who asked
        assert status(cookie_of(home, role)) == 403


def test_the_pages_of_the_checks_and_their_files(home: Settings, address: str) -> None:
    folder = home.home / "data-docs"
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text("pemeriksaan", "utf-8")
    link = f"{address}/mutu-data/dokumen/index.html"
    assert httpx.get(link, trust_env=False).status_code == 303
    assert (
        httpx.get(
            link, headers={"Cookie": f"{sessions.COOKIE}={cookie_of(home, 'kiosk')}"}, trust_env=False
        ).status_code
        == 303
    )

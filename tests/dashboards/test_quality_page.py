"""The page on data quality over a real refresh: what is broken, whose it is, what to do; and the pages of Data Docs."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from streamlit.util import calc_hash

from dashboards import runtime
from dashboards.data_docs import data_docs
from pipelines.run import run_refresh
from tests.dashboards.looking import cards_of, rows_of, run, table_of, text_of
from tests.landing import at, Landing, uid
from warehouse.identity import sessions
from warehouse.settings import Settings

SignIn = Callable[..., str]
QUALITY = calc_hash("mutu-data")
MONDAY = at("2026-03-02 08:00+08:00")
COMPLETE = dict.fromkeys(("sex", "age_class", "occupation", "education", "purpose"), "P")


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = Settings.load(home=tmp_path_factory.mktemp("quality"))
    settings.make_home()
    jateng = {"agency": "JATENG", "service_point": "JTG-GEDUNG"}
    Landing(settings.landing).publish(
        {
            "visits": [
                {"visitor_type": "guest", "occurred_at": MONDAY},
                {"visit_id": uid("j"), "visitor_type": "guest", "occurred_at": MONDAY} | jateng | COMPLETE,
            ],
            "cases": [
                {"sop_code": "no_such_sop", "occurred_at": MONDAY},
                {"case_id": uid("j"), "sop_code": "no_such_sop", "occurred_at": MONDAY} | jateng,
            ],
        }
    )
    run_refresh(settings)
    return settings.home


@pytest.fixture
def home(refreshed: Path, tmp_path: Path) -> Iterator[Settings]:
    settings = Settings.load(home=tmp_path / "home")
    settings.make_home()
    shutil.copyfile(refreshed / "serving.duckdb", settings.serving_db)
    shutil.copytree(refreshed / "data-docs", settings.home / "data-docs")
    runtime.start(settings)
    yield settings
    runtime.stop()


def test_what_is_broken_stands_with_whose_it_is_and_what_to_do(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), QUALITY)
    broken = table_of(script, "broken-checks-table").set_index("expectation")
    found = rows_of(home, "SELECT expectation, violations FROM rpt_checks WHERE status = 'broken'")
    assert dict(zip(found["expectation"], found["violations"], strict=True)) == broken["violations"].to_dict()
    assert broken.loc["sop_in_force", "violations"] == 2
    assert "katalog" in str(broken.loc["sop_in_force", "advice"])
    assert broken.loc["demographics_filled", "role_name"] == "Staf Komputer Buku Tamu"
    assert cards_of(script)["Perlu diperiksa"] == str(len(broken))
    assert "mutu-data/dokumen/index.html" in text_of(script)


def test_somebody_bound_to_an_agency_sees_that_agencys_rows(home: Settings, sign_in: SignIn) -> None:
    broken = table_of(run(sign_in(agency="JATENG"), QUALITY), "broken-checks-table").set_index("expectation")
    assert broken.loc["sop_in_force", "violations"] == 1
    assert "demographics_filled" not in broken.index


def test_a_check_comes_from_the_address_with_its_course(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), QUALITY, check="raw.cases:sop_in_force", owner="administrator")
    assert "raw.cases · sop_in_force" in text_of(script)
    assert set(table_of(script, "broken-checks-table")["role_name"]) == {"Administrator"}


def test_english_words(home: Settings, sign_in: SignIn) -> None:
    broken = table_of(run(sign_in(), QUALITY, lang="en"), "broken-checks-table").set_index("expectation")
    assert broken.loc["sop_in_force", "sentence"] == "A version of the SOP judges the case on its day"


def asked(path: str, cookie: str = "") -> httpx.Response:
    """The answer of the server's route to a browser with this session."""
    app = Starlette(routes=[Route("/mutu-data/dokumen/{page:path}", data_docs)])

    async def get() -> httpx.Response:
        cookies = {sessions.COOKIE: cookie} if cookie else {}
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8502", cookies=cookies) as client:
            return await client.get(f"/mutu-data/dokumen/{path}")

    return asyncio.run(get())


def test_data_docs_are_for_people_who_may_read_figures(home: Settings, sign_in: SignIn) -> None:
    away = asked("index.html")
    assert (away.status_code, "/masuk?next=" in away.headers["location"]) == (303, True)
    cookie = sign_in()
    assert "raw.cases.html" in asked("index.html", cookie).text
    page = asked("raw.cases.html", cookie)
    assert (page.status_code, "default-src 'none'" in page.headers["content-security-policy"]) == (200, True)
    for outside in ("../secret.key", "%2e%2e/secret.key", "state.json", "nothing.html", "%2fetc%2fpasswd", ""):
        assert asked(outside, cookie).status_code == 404
    assert asked("index.html", sign_in(role="kiosk")).status_code == 303

"""A page of Streamlit asks early for the library that draws; other answers pass as they are."""

from __future__ import annotations

import asyncio

import httpx
import plotly
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dashboards.chart_library import ADDRESS, EARLY, Early, library

PAGE = '<html><head><title>é</title></head><body><div id="root"></div></body></html>'
PLAIN = "<html><head></head><body>of the checks</body></html>"


def _page(request: Request) -> Response:
    if request.headers.get("if-none-match"):
        return Response(status_code=304)
    return HTMLResponse(PAGE, headers={"etag": "of-streamlit"})


def _get(path: str, **headers: str) -> httpx.Response:
    routes = [Route("/", _page), Route("/plain", lambda _request: HTMLResponse(PLAIN)), Route(ADDRESS, library)]
    app = Starlette(routes=routes, middleware=[Middleware(Early)])

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://dashboards") as client:
            return await client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return asyncio.run(asked())


def test_a_page_asks_for_the_library_and_is_always_sent_whole() -> None:
    answer = _get("/", accept="text/html", if_none_match="of-streamlit")
    assert answer.status_code == 200
    assert answer.content == PAGE.encode().replace(b"</head>", EARLY)
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "etag" not in answer.headers
    assert ADDRESS.encode() in EARLY


def test_what_is_no_page_of_streamlit_passes_as_it_is() -> None:
    assert _get("/plain", accept="text/html").text == PLAIN
    assert _get("/", accept="application/json").text == PAGE


def test_the_library_is_the_one_of_the_package_and_is_asked_for_once() -> None:
    answer = _get(ADDRESS)
    assert plotly.__version__ in ADDRESS
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "identity"
    assert b"plotly.js v" in answer.content[:200]

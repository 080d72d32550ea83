"""The dashboards as an ASGI application: the Streamlit script, its health, the way out and the pages of the checks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import duckdb
import streamlit.config
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.starlette import App

from dashboards import chart_library, runtime, theme, warm
from dashboards.data_docs import data_docs
from dashboards.gate import Gate
from warehouse.lake.serving import NotServed
from warehouse.logs import logger
from warehouse.settings import Settings

log = logger(__name__)


@asynccontextmanager
async def lifespan(_app: App) -> AsyncIterator[dict[str, Any]]:
    settings = Settings.load()
    runtime.start(settings)
    warmed = warm.begin(settings)
    try:
        yield {}
    finally:
        warmed.set()
        runtime.stop()


def health(_request: Request) -> Response:
    """GET /health: whether there are figures to show, and of when. No login, no figures."""
    try:
        with runtime.serving().reading() as cursor:
            found = cursor.execute("SELECT max(refreshed_at) FROM meta_refresh").fetchone()
    except NotServed as wrong:
        return JSONResponse({"ok": True, "serving": wrong.reason, "refreshed_at": None})
    except duckdb.Error:
        return JSONResponse({"ok": True, "serving": "unreadable", "refreshed_at": None})
    refreshed_at = found[0].isoformat() if found and found[0] else None
    return JSONResponse({"ok": True, "serving": "ready", "refreshed_at": refreshed_at})


def sign_out(request: Request) -> Response:
    """GET /keluar: signing out is the operations app's; the session is one for both."""
    host = request.url.hostname or "127.0.0.1"
    port = runtime.settings().operations_port
    return RedirectResponse(str(request.url.replace(hostname=host, port=port, path="/keluar", query="")))


def note_error(error: Exception) -> bool:
    """An error of the script goes to the log with its place; the page shows a sentence (see app.py)."""
    log.error("page_failed", exc_info=error)
    return False


for _name, _value in theme.STREAMLIT.items():
    streamlit.config.set_option(f"theme.{_name}", _value)
# A collection of all garbage after every run of a page holds up what is being sent; Python collects by itself (see warm).
streamlit.config.set_option("runner.postScriptGC", False)

app = App(
    Path(__file__).parent / "entry" / "app.py",
    lifespan=lifespan,
    routes=[
        Route("/health", health),
        Route("/keluar", sign_out),
        Route("/mutu-data/dokumen/{page:path}", data_docs),
        Route(chart_library.ADDRESS, chart_library.library),
    ],
    middleware=[Middleware(Gate), Middleware(chart_library.Early)],
    on_script_error=note_error,
)

"""Great Expectations' pages of the checks, as files of the home: served read-only, to the people who may read figures.

They are written elsewhere, after every refresh that judged something; here nothing of Great Expectations is known.
"""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response

from dashboards import runtime
from dashboards.identity import READERS, sign_in_url_from
from warehouse.identity import sessions
from warehouse.settings import Settings

DOCS_URL = "/mutu-data/dokumen/index.html"
_KINDS = {".html": "text/html; charset=utf-8", ".css": "text/css"}
_POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"


def docs_folder(settings: Settings) -> Path:
    return settings.home / "data-docs"


def has_docs(settings: Settings) -> bool:
    return (docs_folder(settings) / "index.html").is_file()


def data_docs(request: Request) -> Response:
    """GET /mutu-data/dokumen/{page}: one page or style sheet; nobody unknown, nothing outside the folder."""
    settings = runtime.settings()
    session = sessions.current(settings, request.cookies.get(sessions.COOKIE))
    if session is None or not session.has_any(*READERS):
        return RedirectResponse(sign_in_url_from(settings, str(request.url)), status_code=303)
    folder = docs_folder(settings).resolve()
    wanted = (folder / request.path_params["page"]).resolve()
    if not wanted.is_relative_to(folder) or wanted.suffix not in _KINDS or not wanted.is_file():
        return PlainTextResponse("404", status_code=404)
    return FileResponse(
        wanted,
        media_type=_KINDS[wanted.suffix],
        headers={"Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"},
    )

"""What all routes share: problem+json, the browser's session, the check that a post comes from our own page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from operations_app import runtime
from warehouse.errors import BadInput, NotAllowed, Refused
from warehouse.i18n import LANGUAGES, translator
from warehouse.identity.sessions import COOKIE, Session

_ = translator("operations_app")

LANGUAGE_COOKIE = "patuh_language"
BODY_BYTES_MAX = 5_000_000


class Json(Response):
    """JSON as orjson writes it (dates and UUIDs included)."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return orjson.dumps(content, default=str)


class Problem(Exception):
    """Ends a request with problem+json (RFC 9457)."""

    def __init__(self, status: int, rule: str, title: str, detail: str = "") -> None:
        super().__init__(rule)
        self.status, self.rule, self.title, self.detail = status, rule, title, detail


def problem(request: Request, error: Exception) -> Response:
    """Exception handler: a Problem or a refusal as problem+json."""
    if isinstance(error, Refused):
        error = problem_of(error)
    assert isinstance(error, Problem)
    body = {
        "type": "about:blank",
        "status": error.status,
        "rule": error.rule,
        "title": error.title,
        "detail": error.detail,
    }
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
    return Response(orjson.dumps(body), error.status, headers, media_type="application/problem+json")


def problem_of(refusal: Refused) -> Problem:
    """A rule's no: 403 when the role may not, 422 when the input cannot be used, 409 otherwise."""
    if isinstance(refusal, NotAllowed):
        return Problem(403, refusal.rule, _("Not allowed"), refusal.sentence())
    if isinstance(refusal, BadInput):
        return Problem(422, refusal.rule, _("This cannot be used"), refusal.sentence())
    return Problem(409, refusal.rule, _("Refused by a rule"), refusal.sentence())


async def json_body(request: Request) -> Any:
    """The JSON of the request, of a bearable size."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Problem(415, "body_is_json", _("Send application/json"))
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > BODY_BYTES_MAX:
            raise Problem(413, "body_is_bearable", _("Too much at once"))
        pieces.append(piece)
    try:
        return orjson.loads(b"".join(pieces))
    except orjson.JSONDecodeError:
        raise Problem(400, "body_is_json", _("This is not JSON")) from None


async def browser_session(request: Request) -> Session:
    """Who sits at the browser; 401 when nobody is signed in."""
    running = runtime.get()
    session = await run_in_threadpool(running.session_of, running.settings, request.cookies.get(COOKIE))
    if session is None:
        raise Problem(401, "signed_in", _("Sign in first"))
    return session


def require_own_page(request: Request) -> None:
    """A post with the cookie must come from a page of this very host and port."""
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    site = request.headers.get("sec-fetch-site")
    if (origin is not None and urlsplit(origin).netloc != host) or site not in (None, "same-origin"):
        raise Problem(403, "own_page_only", _("Not allowed"), _("This page does not belong to the operations app."))


def language_of(request: Request) -> str:
    """The language the browser asked for, else the home's."""
    wanted = request.cookies.get(LANGUAGE_COOKIE, "")
    return wanted if wanted in LANGUAGES else runtime.get().settings.language

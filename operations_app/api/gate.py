"""The gate in front of everything: language of the request, security headers, and to the sign-in page without a session.

Pages are checked again each time they run; this only spares people a page that would tell them to sign in.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from operations_app import runtime
from operations_app.api.http import language_of
from operations_app.first_page import HOME
from warehouse.i18n import use_language
from warehouse.identity.sessions import COOKIE

OPEN = (
    "/masuk",
    "/mulai",
    "/keluar",
    "/bahasa",
    "/opac",
    "/permohonan",
    "/survei",
    "/health",
    "/healthz",
    "/api/",
    "/_stcore/",
    "/static/",
    "/media/",
    "/component/",
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}


class Gate:
    """Pure ASGI, so that websockets and streams pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        use_language(language_of(request))
        if request.url.path == f"/{HOME}":
            await RedirectResponse("/", 303)(scope, receive, send)
            return
        if await self._must_sign_in(request):
            target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            suffix = "" if target == "/" else "?next=" + quote(target, safe="")
            await RedirectResponse("/masuk" + suffix, 303)(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)

    @staticmethod
    async def _must_sign_in(request: Request) -> bool:
        if request.method != "GET" or request.url.path.startswith(OPEN):
            return False
        if "text/html" not in request.headers.get("accept", ""):
            return False
        running = runtime.get()
        session: Any = await run_in_threadpool(running.session_of, running.settings, request.cookies.get(COOKIE))
        return session is None

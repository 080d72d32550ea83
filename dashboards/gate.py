"""The gate before Streamlit's made files: whoever did not have a file made does not get it, link or no link.

Pages and data need no gate: the script asks who looks before it reads anything, at every run.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboards import downloads, runtime
from dashboards.identity import READERS
from warehouse.identity import sessions

FILES = "/media/"
FONTS = "/static/media/"
"""Streamlit's own fonts and icons: nobody's figures."""


class Gate:
    """Pure ASGI: everything but made files passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or FILES not in scope["path"] or FONTS in scope["path"]:
            await self.app(scope, receive, send)
            return
        cookie = Request(scope).cookies.get(sessions.COOKIE)
        session = await run_in_threadpool(sessions.current, runtime.settings(), cookie)
        if session is None or not session.has_any(*READERS):
            await PlainTextResponse("403", 403)(scope, receive, send)
            return
        begun, parts = await self._answer(scope, receive)
        content = b"".join(parts)
        if begun["status"] == 200 and not downloads.may_fetch(content, session.session_id):
            await PlainTextResponse("403", 403)(scope, receive, send)
            return
        await send(begun)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[Message, list[bytes]]:
        """The whole file, however little of it was asked for: only the whole is known by its content."""
        whole = {**scope, "method": "GET", "headers": [one for one in scope["headers"] if one[0] not in _NARROWING]}
        begun: list[Message] = []
        parts: list[bytes] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
            else:
                parts.append(message.get("body", b""))

        await self.app(whole, receive, keep)
        return begun[0], parts


_NARROWING = (b"range", b"accept-encoding", b"if-none-match", b"if-range")
